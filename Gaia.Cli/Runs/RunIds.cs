using System.CommandLine;
using Gaia.Cli.Hosting;
using Gaia.Contracts;
using Gaia.Contracts.Client;

namespace Gaia.Cli.Runs;

/// <summary>A run as people name it: its id, or at least six characters of its beginning or end.</summary>
internal static class RunIds
{
    private const int Shortest = 6;

    private const int LookedThrough = 1000;

    public static Argument<string> Argument() => new("run") { Description = "Id of the run, or its beginning or end" };

    public static async Task<RunResponse> FindAsync(GaiaClient client, string given, CancellationToken cancellationToken)
    {
        var text = given.Trim().ToLowerInvariant();
        if (Guid.TryParse(text, out var id)) return await client.GetRunAsync(id, cancellationToken);
        if (text.Length < Shortest || text.Any(c => !char.IsAsciiHexDigitLower(c) && c != '-'))
            throw new CliException($"'{given}' is not the id of a run.", ExitCodes.WrongUse, $"Give the id, or at least {Shortest} characters of its beginning or end; `gaia runs list` shows them.");
        var found = await MatchesAsync(client, text, cancellationToken);
        return found switch
        {
            [var one] => one,
            [] => throw new CliException($"No run begins or ends with {given}.", ExitCodes.NotFound, "`gaia runs list` shows the runs there are."),
            _ => throw new CliException($"{found.Count} runs begin or end with {given}.", ExitCodes.Conflict,
                [.. found.Take(5).Select(run => $"{run.Id}  {run.Component} in {run.Stack}"), "Give more characters."]),
        };
    }

    private static async Task<List<RunResponse>> MatchesAsync(GaiaClient client, string part, CancellationToken cancellationToken)
    {
        var found = new List<RunResponse>();
        var looked = 0;
        await foreach (var run in client.ListRunsAsync(new(PageSize: 200), cancellationToken).WithCancellation(cancellationToken))
        {
            if (run.Id.ToString() is var id && (id.StartsWith(part, StringComparison.Ordinal) || id.EndsWith(part, StringComparison.Ordinal))) found.Add(run);
            if (++looked == LookedThrough) break;
        }
        return found;
    }
}
