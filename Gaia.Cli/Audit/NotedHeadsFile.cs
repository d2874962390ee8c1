using System.Text.Json;
using Gaia.Cli.Hosting;
using Gaia.Cli.Remote;
using Gaia.Contracts;
using Gaia.Documents.Json;
using Gaia.Stacks.Files;

namespace Gaia.Cli.Audit;

/// <summary>What the API noted outside of its database: <c>{"at":"2026-01-02T03:04:05+00:00","sequence":17,"hash":"fafb..."}</c>, one a line.</summary>
internal static class NotedHeadsFile
{
    /// <exception cref="CliException">It is not there, is empty, or a line is not a head.</exception>
    public static async Task<IReadOnlyList<AuditHead>> ReadAsync(FileInfo file, CancellationToken cancellationToken)
    {
        if (!file.Exists) throw new CliException($"{file} does not exist.", ExitCodes.NotFound, "The API writes it where its Gaia__Audit__HeadFile says.");
        RegularFile.DemandGiven(file.FullName);
        var heads = new List<AuditHead>();
        using var lines = new StreamReader(new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        for (var number = 1; await lines.ReadLineAsync(cancellationToken) is { } line; number++)
            if (line.Length > 0) heads.Add(Parse(line, file, number));
        if (heads.Count == 0) throw new CliException($"{file} holds no head: nothing would be compared.", ExitCodes.Failed, "The API adds one whenever the log has grown; keep the file where it cannot change it.");
        return heads;
    }

    private static AuditHead Parse(string line, FileInfo file, int number)
    {
        try
        {
            var head = JsonSerializer.Deserialize(line, ContractsJson.Default.AuditHead) ?? throw new JsonException("null");
            return head is { Sequence: > 0, Hash.Length: 64 } ? head : throw new JsonException("it needs a sequence from 1 on and a hash of 64 digits");
        }
        catch (JsonException e)
        {
            throw new CliException($"{file}:{number} is not a head of the audit log: {JsonFault.Words(e)}.", ExitCodes.Failed,
                "Verify with the file as the API wrote it; without that line the others still do.");
        }
    }
}
