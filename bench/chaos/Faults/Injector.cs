using Gaia.Chaos.Bench.Machine;
using Gaia.TestProcesses;
using Npgsql;

namespace Gaia.Chaos.Bench.Faults;

/// <summary>Does what the schedule says, and undoes what does not pass by itself.</summary>
internal sealed class Injector(Installation gaia, FaultLog log, TimeProvider time)
{
    private readonly List<Task> lasting = [];
    private readonly CancellationTokenSource healed = new();

    public async Task StormAsync(IReadOnlyList<Fault> faults, CancellationToken stop)
    {
        using var moments = new Moments(gaia, time);
        foreach (var fault in faults)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(fault.AfterMs), time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stop.IsCancellationRequested) return;
            var (came, worker) = await moments.WaitAsync(fault.Aim);
            var hit = await StrikeAsync(fault, worker);
            log.Add(fault, hit is null ? null : came ? hit : $"{hit}, at no moment in particular");
            if (fault.Number % 25 == 0) Console.WriteLine($"{fault.Number} of {faults.Count} faults");
        }
    }

    /// <summary>Everything that stands still goes on, what is away comes back.</summary>
    public async Task HealAsync()
    {
        await healed.CancelAsync();
        await Task.WhenAll(lasting);
        foreach (var service in gaia.Services) service.ComeBack();
    }

    /// <returns>What was hit; null where nothing was there to be.</returns>
    private async Task<string?> StrikeAsync(Fault fault, int? aimedAt)
    {
        var duration = TimeSpan.FromMilliseconds(fault.ForMs);
        var worker = gaia.Workers.FirstOrDefault(each => each.Pid == aimedAt) ?? gaia.Workers[fault.Target % gaia.Workers.Count];
        return fault.Kind switch
        {
            FaultKind.KillWorker => End(worker, Signals.Kill, duration),
            FaultKind.TerminateWorker => End(worker, Signals.Terminate, duration),
            FaultKind.StopWorker => Stop([worker.Pid], worker.Name, duration),
            FaultKind.KillApi => End(gaia.Api, Signals.Kill, duration),
            FaultKind.TerminateApi => End(gaia.Api, Signals.Terminate, duration),
            FaultKind.StopApi => Stop([gaia.Api.Pid], gaia.Api.Name, duration),
            FaultKind.KillPostgres => End(gaia.Postgres, Signals.Kill, duration),
            FaultKind.QuitPostgres => End(gaia.Postgres, Signals.Quit, duration),
            FaultKind.RestartPostgres => End(gaia.Postgres, Signals.Interrupt, duration),
            FaultKind.StopPostgres => gaia.Postgres.Pid is { } server ? Stop([server, .. RunProcesses.Children(server).Select(child => (int?)child)], gaia.Postgres.Name, duration) : null,
            FaultKind.KillBackend => KillBackend(fault.Target),
            FaultKind.TerminateConnections => await TerminateConnectionsAsync(),
            FaultKind.KillRedis => End(gaia.Redis, Signals.Kill, duration),
            FaultKind.StopRedis => Stop([gaia.Redis.Pid], gaia.Redis.Name, duration),
            FaultKind.KillTerraform => Kill(RunProcesses.Terraform(gaia.Files), fault.Target, "terraform"),
            FaultKind.StopTerraform => Pick(RunProcesses.Terraform(gaia.Files), fault.Target) is { } terraform ? Stop([terraform], "terraform", duration) : null,
            FaultKind.KillSandbox => Kill(RunProcesses.Sandboxes(gaia.Files), fault.Target, "sandbox"),
            FaultKind.FillDisk => FillDisk(duration),
            FaultKind.Partition => await PartitionAsync(fault.Target, duration),
        };
    }

    private static string? End(Service service, int signal, TimeSpan away)
    {
        service.StayAway(away);
        return service.Signal(signal) is { } pid ? $"{service.Name} {pid}" : null;
    }

    private string? Stop(IReadOnlyList<int?> processes, string name, TimeSpan duration)
    {
        var stopped = processes.OfType<int>().Where(pid => Signals.TrySend(pid, Signals.Stop)).ToList();
        if (stopped.Count == 0) return null;
        Last(duration, () =>
        {
            foreach (var pid in stopped) Signals.TrySend(pid, Signals.Continue);
            return Task.CompletedTask;
        });
        return $"{name} {stopped[0]}";
    }

    private static int? Pick(IReadOnlyList<int> all, int target) => all.Count == 0 ? null : all[target % all.Count];

    private static string? Kill(IReadOnlyList<int> all, int target, string name) =>
        Pick(all, target) is { } pid && Signals.TrySend(pid, Signals.Kill) ? $"{name} {pid}" : null;

    // One session's process dies badly: PostgreSQL ends all of them and recovers.
    private string? KillBackend(int target) =>
        gaia.Postgres.Pid is { } server ? Kill(RunProcesses.Children(server), target, "backend") : null;

    private async Task<string?> TerminateConnectionsAsync()
    {
        try
        {
            await using var database = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(gaia.Connection) { Pooling = false, Timeout = 2, CommandTimeout = 2 }.ConnectionString);
            await using var command = database.CreateCommand("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = 'gaia' AND pid <> pg_backend_pid()");
            return $"{await command.ExecuteScalarAsync()} connections";
        }
        catch (Exception away) when (away is NpgsqlException or TimeoutException or OperationCanceledException)
        {
            return null;
        }
    }

    private string? FillDisk(TimeSpan duration)
    {
        if (gaia.Disk is not { } disk) return null;
        disk.Fill();
        Last(duration, () =>
        {
            disk.Free();
            return Task.CompletedTask;
        });
        return disk.Path;
    }

    private async Task<string?> PartitionAsync(int target, TimeSpan duration)
    {
        if (gaia.Networks.Count == 0) return null;
        var network = gaia.Networks[target % gaia.Networks.Count];
        await network.CutAsync();
        Last(duration, network.MendAsync);
        return $"network {network.Number}";
    }

    private void Last(TimeSpan duration, Func<Task> undo) => lasting.Add(Task.Run(async () =>
    {
        await Task.Delay(duration, time, healed.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await undo();
    }));
}
