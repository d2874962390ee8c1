using System.CommandLine;
using System.Text.Json;
using Gaia.Cli.Hosting;
using Gaia.Cli.Output;
using Gaia.Cli.Remote;
using Gaia.Contracts;
using Gaia.Contracts.Client;
using Gaia.Documents.Json;
using Gaia.Stacks.Files;

namespace Gaia.Cli.Audit;

internal static class AuditVerifyCommand
{
    public static Command Create(CliContext context)
    {
        var file = new Argument<FileInfo?>("file") { Description = "An export; without it the log is fetched and checked here", Arity = ArgumentArity.ZeroOrOne };
        var heads = new Option<FileInfo?>("--heads") { Description = "A file of heads that were noted outside of the database: each must lie on the chain", HelpName = "file" };
        var command = new Command("verify", "Check that no entry was changed, removed or put in between") { file, heads, Printing.FormatOption() };
        command.SetAction(async (parsed, _) =>
        {
            IReadOnlyList<AuditHead> compared = parsed.GetValue(heads) is { } noted ? await NotedHeadsFile.ReadAsync(Here(noted), context.Token) : [];
            var chain = new AuditChain(compared);
            var code = parsed.GetValue(file) is { } export
                ? Print(context, await OfFileAsync(chain, Here(export), context.Token), parsed.IsJson())
                : await Online.RunAsync(context, async client => Print(context, await OfServerAsync(chain, client, context.Token), parsed.IsJson()));
            if (code == ExitCodes.Ok && compared.Count > 0) context.Error.WriteLine($"{Counted.Of(compared.Count, "noted head lies", "noted heads lie")} on it.");
            return code;
        });
        return command;

        FileInfo Here(FileInfo given) => new(Path.GetFullPath(given.ToString(), context.WorkingDirectory));
    }

    private static async Task<AuditVerificationResponse> OfFileAsync(AuditChain chain, FileInfo export, CancellationToken cancellationToken)
    {
        if (!export.Exists) throw new CliException($"{export} does not exist.", ExitCodes.NotFound, "`gaia audit export -o FILE` writes one.");
        RegularFile.DemandGiven(export.FullName);
        await using var stream = new FileStream(export.FullName, FileMode.Open, FileAccess.Read);
        return await VerifyAsync(chain, stream, export.ToString(), cancellationToken);
    }

    /// <summary>The server's own word is not taken: its rows are.</summary>
    private static async Task<AuditVerificationResponse> OfServerAsync(AuditChain chain, GaiaClient client, CancellationToken cancellationToken)
    {
        using var export = new MemoryStream();
        await client.ExportAuditAsync(export, cancellationToken);
        export.Position = 0;
        return await VerifyAsync(chain, export, "the export", cancellationToken);
    }

    private static async Task<AuditVerificationResponse> VerifyAsync(AuditChain chain, Stream export, string name, CancellationToken cancellationToken)
    {
        using var lines = new StreamReader(export, leaveOpen: true);
        for (var number = 1; await lines.ReadLineAsync(cancellationToken) is { } line; number++)
            if (line.Length > 0 && !chain.Add(Parse(line, name, number))) break;
        return chain.Result;
    }

    private static AuditEntryResponse Parse(string line, string name, int number)
    {
        try
        {
            return JsonSerializer.Deserialize(line, ContractsJson.Default.AuditEntryResponse) ?? throw new JsonException("null");
        }
        catch (JsonException e)
        {
            throw new CliException($"{name}:{number} is not an audit entry: {JsonFault.Words(e)}.", ExitCodes.Failed, "Verify what `gaia audit export` wrote.");
        }
    }

    private static int Print(CliContext context, AuditVerificationResponse result, bool json)
    {
        if (json) context.PrintJson(result, ContractsJson.Default.AuditVerificationResponse);
        else if (result.BrokenAt is null) context.Out.WriteLine($"{Counted.Of(result.Checked, "entry holds", "entries hold")} together. Head: {result.Head}");
        if (result.BrokenAt is not null && !json)
            throw new CliException($"The audit log is broken at entry {result.BrokenAt}: {result.Reason}.", ExitCodes.Failed,
                $"{Counted.Of(result.Checked, "entry before it holds", "entries before it hold")} together, up to {result.Head}.");
        return result.BrokenAt is null ? ExitCodes.Ok : ExitCodes.Failed;
    }
}
