using System.Collections.Concurrent;
using Gaia.Chaos.Bench.Checks;
using Gaia.Chaos.Bench.Faults;
using Gaia.Chaos.Bench.Load;
using Gaia.Chaos.Bench.Machine;
using Npgsql;

namespace Gaia.Chaos.Bench;

/// <summary>Load and faults at once, then rest, then the invariants.</summary>
internal sealed class Storm(ChaosOptions options, Installation gaia, TimeProvider time)
{
    private readonly ConcurrentBag<Asked> asked = [];

    public async Task<IReadOnlyList<Violation>> RunAsync(CancellationToken stop)
    {
        using var door = new Door(gaia.Url, time);
        var (digest, bytes) = Repository.Pack(Path.Combine(gaia.Root, "repository"), options.Stacks, gaia.Ledger.Folder);
        await door.Client.UploadConfigurationAsync(digest, () => new MemoryStream(bytes), stop);
        using var log = new FaultLog(Path.Combine(gaia.Root, "faults.jsonl"), time);
        var injector = new Injector(gaia, log, time);
        using var over = new CancellationTokenSource();
        var started = time.GetTimestamp();
        var callers = Enumerable.Range(1, options.Concurrency).Select(number => new Caller(number, options, door, digest, asked, time).AskAsync(over.Token)).ToList();
        await injector.StormAsync(FaultSchedule.Of(options), stop);
        var stormed = time.GetElapsedTime(started);
        await over.CancelAsync();
        await injector.HealAsync();
        await gaia.UntilWellAsync();
        await Task.WhenAll(callers);

        await using var database = NpgsqlDataSource.Create(gaia.Connection);
        var invariants = new Invariants(gaia, door, database, [.. asked], time);
        var rest = await invariants.RestAsync();
        await PrintAsync(database, log, stormed, rest);
        var found = await invariants.CheckAsync();
        foreach (var violation in found) Console.WriteLine($"VIOLATED: {violation.Invariant}: {violation.Words}{(violation.Run is { } run ? $" (run {run})" : "")}");
        foreach (var run in found.Select(violation => violation.Run).OfType<Guid>().Distinct().Take(10)) await Figures.TimelineAsync(database, run);
        return found;
    }

    private async Task PrintAsync(NpgsqlDataSource database, FaultLog log, TimeSpan stormed, TimeSpan? rest)
    {
        Figures.Print("seed", $"{options.Seed}, {options.Workers} workers, {options.Stacks} stacks, {options.Concurrency} callers{(options.NetworkNamespaces ? ", networks of their own" : "")}");
        Figures.Print("faults", $"{log.Struck} in {stormed.TotalSeconds:F0} s ({log.Summary}); {log.Missed} met nothing");
        Figures.Print("asked for", $"{asked.Count} runs, {asked.Count(each => each.Answers.Count > 0)} answered");
        await Figures.PrintAsync(database);
        Figures.Print("at rest", rest is { } took ? $"{took.TotalSeconds:F1} s after the last fault was healed" : "never");
        foreach (var service in gaia.Services)
            Figures.Print(service.Name, $"started {service.Starts} times{(service.OwnEnds.Count > 0 ? $", {service.OwnEnds.Count} of them after it had ended by itself with {string.Join(", ", service.OwnEnds)}" : "")}");
    }
}
