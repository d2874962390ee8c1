using Gaia.Chaos.Bench.Machine;
using Npgsql;

namespace Gaia.Chaos.Bench.Checks;

/// <summary>
/// Files that nobody needs any more. Some are kept for a while on purpose, so that while is made to have passed: the runs ended, and
/// the unfinished files were written, long ago. What the services do not remove then stays for ever.
/// </summary>
internal sealed class Debris(Installation gaia, NpgsqlDataSource database, TimeProvider time)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly string[] Unfinished = [".tmp", ".part"];

    public async Task CheckAsync(List<Violation> found)
    {
        await using (var age = database.CreateCommand("UPDATE runs.runs SET finished_at = finished_at - interval '30 days' WHERE finished_at IS NOT NULL"))
            await age.ExecuteNonQueryAsync();
        var old = time.GetUtcNow().UtcDateTime - TimeSpan.FromDays(1);
        foreach (var entry in Left())
            if (Directory.Exists(entry)) Directory.SetLastWriteTimeUtc(entry, old);
            else File.SetLastWriteTimeUtc(entry, old);
        foreach (var service in (Service[])[gaia.Api, .. gaia.Workers]) service.Signal(TestProcesses.Signals.Terminate);
        var started = time.GetTimestamp();
        while (Left().Any() && time.GetElapsedTime(started) < Limit) await Task.Delay(TimeSpan.FromMilliseconds(200), time);
        found.AddRange(Left().Select(entry => new Violation("no file is left", entry, RunOf(entry))));
    }

    // Work of runs that wait for approval is theirs still.
    private IEnumerable<string> Left()
    {
        var waiting = Waiting();
        foreach (var data in Directory.GetDirectories(gaia.Files))
        {
            var work = Path.Combine(data, "work");
            if (Directory.Exists(work))
                foreach (var folder in Directory.GetDirectories(work).Where(folder => !waiting.Contains(Path.GetFileName(folder)))) yield return folder;
            foreach (var entry in Directory.EnumerateFileSystemEntries(data, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint }))
                if (Unfinished.Contains(Path.GetExtension(entry)) && !entry.StartsWith(work, StringComparison.Ordinal)) yield return entry;
        }
        foreach (var entry in Directory.EnumerateFileSystemEntries(Path.Combine(gaia.Root, "tmp"))) yield return entry;
    }

    private HashSet<string> Waiting()
    {
        using var command = database.CreateCommand("SELECT id::text FROM runs.runs WHERE status = 'awaitingApproval'");
        using var row = command.ExecuteReader();
        var runs = new HashSet<string>();
        while (row.Read()) runs.Add(row.GetString(0));
        return runs;
    }

    private static Guid? RunOf(string path) => Guid.TryParse(Path.GetFileName(path), out var run) ? run : null;
}
