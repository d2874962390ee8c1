using System.Security.Cryptography;
using Gaia.Chaos.Bench.Load;
using Gaia.Chaos.Bench.Machine;
using Gaia.Contracts;
using Npgsql;

namespace Gaia.Chaos.Bench.Checks;

/// <summary>Everything that has to hold when a storm is over and Gaia has come to rest.</summary>
internal sealed class Invariants(Installation gaia, Door door, NpgsqlDataSource database, IReadOnlyList<Asked> asked, TimeProvider time)
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(120);
    private readonly List<Violation> found = [];

    /// <returns>How long it took to come to rest; null where it did not.</returns>
    public async Task<TimeSpan?> RestAsync()
    {
        var started = time.GetTimestamp();
        while (time.GetElapsedTime(started) < Rest)
        {
            await using var open = database.CreateCommand(
                """
                SELECT (SELECT count(*) FROM runs.runs WHERE status IN ('fetching', 'queued', 'planning', 'approved', 'applying')) + (SELECT count(*) FROM jobs.jobs WHERE state IN ('ready', 'running'))
                """);
            if (await open.ExecuteScalarAsync() is 0L && RunProcesses.Describe(gaia.Files).Count == 0) return time.GetElapsedTime(started);
            await Task.Delay(TimeSpan.FromMilliseconds(100), time);
        }
        return null;
    }

    public async Task<IReadOnlyList<Violation>> CheckAsync()
    {
        foreach (var (name, query) in Sql.Invariants) await RowsAsync(name, query);
        await RequestsAsync();
        await StatesAsync();
        await LedgerAsync();
        await AuditAsync();
        found.AddRange(RunProcesses.Describe(gaia.Files).Select(process => new Violation("no process of a run is left", process)));
        await new Debris(gaia, database, time).CheckAsync(found);
        return found;
    }

    private async Task RowsAsync(string name, string query)
    {
        await using var command = database.CreateCommand(query);
        await using var row = await command.ExecuteReaderAsync();
        while (await row.ReadAsync()) found.Add(new(name, row.GetString(1), row.IsDBNull(0) ? null : row.GetGuid(0)));
    }

    private async Task RequestsAsync()
    {
        const string Name = "what was answered exists once";
        var runs = new Dictionary<string, List<Guid>>();
        await using (var command = database.CreateCommand("SELECT message, id FROM runs.runs WHERE message IS NOT NULL"))
        await using (var row = await command.ExecuteReaderAsync())
            while (await row.ReadAsync())
            {
                if (!runs.TryGetValue(row.GetString(0), out var ids)) runs[row.GetString(0)] = ids = [];
                ids.Add(row.GetGuid(1));
            }
        foreach (var each in asked)
        {
            var there = runs.GetValueOrDefault(each.Key, []);
            if (there.Count > 1) found.Add(new(Name, $"{each.Key} is {there.Count} runs", there[0]));
            if (each.Answers.Distinct().Count() > 1) found.Add(new(Name, $"{each.Key} was answered with {each.Answers.Distinct().Count()} runs", each.Answers[0]));
            if (each.Answers.Any(run => !there.Contains(run))) found.Add(new(Name, $"{each.Key} was answered and is not there", each.Answers[0]));
            if (each.Refused is { } refused) found.Add(new("a right request is not refused", $"{each.Key}: {refused}"));
        }
    }

    private async Task StatesAsync()
    {
        await foreach (var state in door.Client.ListStatesAsync())
        {
            var contents = new StateContents(database, state);
            await foreach (var version in door.Client.ListStateVersionsAsync(state.Stack, state.Component, state.Id))
            {
                using var bytes = new MemoryStream();
                await door.Client.CopyStateVersionAsync(state.Stack, state.Component, version.Version, bytes, state.Id);
                var digest = $"sha256:{Convert.ToHexStringLower(SHA256.HashData(bytes.ToArray()))}";
                if (digest != version.Digest) found.Add(new("a version has the bytes that its row says", $"{state.Stack} version {version.Version} has {digest}, not {version.Digest}", version.RunId));
                contents.Add(version, bytes.ToArray());
            }
            if (await ServedAsync(state) is var served && served != state.Digest)
                found.Add(new("the backend serves the current version", $"{state.Stack}: {served}, not {state.Digest}", state.RunId));
            await contents.CheckAsync(found);
        }
    }

    private async Task<string> ServedAsync(StateResponse state)
    {
        using var http = new HttpClient { BaseAddress = gaia.Url };
        var bytes = await http.GetByteArrayAsync(new Uri(Routes.StateBackend(state.Stack, state.Component, state.Id), UriKind.Relative));
        return $"sha256:{Convert.ToHexStringLower(SHA256.HashData(bytes))}";
    }

    // An entry is made by the one apply of the run that gave its value.
    private async Task LedgerAsync()
    {
        var made = gaia.Ledger.Close().Where(line => line.StartsWith("+ ", StringComparison.Ordinal)).GroupBy(line => line[2..]).ToDictionary(each => each.Key, each => each.Count());
        await using var command = database.CreateCommand("SELECT message, id, status, operation, apply_started_at IS NOT NULL FROM runs.runs WHERE message IS NOT NULL");
        await using var row = await command.ExecuteReaderAsync();
        while (await row.ReadAsync())
        {
            var (key, run, status, operation, begun) = (row.GetString(0), row.GetGuid(1), row.GetString(2), row.GetString(3), row.GetBoolean(4));
            var count = made.GetValueOrDefault(key);
            if (count > 1) found.Add(new("an apply happens once", $"{key} was made {count} times", run));
            if (count > 0 && !begun) found.Add(new("what did not begin to apply made nothing", $"{key} was made, and the run is {status}", run));
            if (count == 0 && status == "applied" && operation == "apply") found.Add(new("what is applied was made", $"{key} was never made", run));
        }
    }

    private async Task AuditAsync()
    {
        var chain = new AuditChain();
        var entries = new List<AuditEntryResponse>();
        await foreach (var entry in door.Client.ListAuditAsync(200)) entries.Add(entry);
        entries.Sort((one, other) => one.Sequence.CompareTo(other.Sequence));
        foreach (var entry in entries)
            if (!chain.Add(entry)) break;
        if (chain.Result.Reason is { } reason) found.Add(new("the audit log is one chain", reason));
    }
}
