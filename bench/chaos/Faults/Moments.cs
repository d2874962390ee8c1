using Gaia.Chaos.Bench.Machine;
using Npgsql;

namespace Gaia.Chaos.Bench.Faults;

/// <summary>Watches for the moment that a fault is aimed at. Random ones would rarely meet it: most last for milliseconds.</summary>
internal sealed class Moments : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(4);
    private readonly Installation gaia;
    private readonly TimeProvider time;
    private readonly NpgsqlDataSource database;
    private readonly FileSystemWatcher blobs;
    private volatile Func<string, bool>? isAwaited;
    private TaskCompletionSource written = new();

    public Moments(Installation gaia, TimeProvider time)
    {
        (this.gaia, this.time) = (gaia, time);
        database = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(gaia.Connection) { Timeout = 2, CommandTimeout = 2 }.ConnectionString);
        blobs = new(Directory.CreateDirectory(Path.Combine(gaia.SharedData, "blobs")).FullName, "*.tmp") { IncludeSubdirectories = true };
        blobs.Created += (_, file) =>
        {
            if (isAwaited?.Invoke(file.FullPath) == true) written.TrySetResult();
        };
        blobs.EnableRaisingEvents = true;
    }

    /// <returns>Whether it came before the wait for it was over; and the pid of the worker that has it, where that shows.</returns>
    public async Task<(bool Came, int? Worker)> WaitAsync(Aim aim) => aim switch
    {
        Aim.None => (true, null),
        Aim.Init => await LogAsync("init.out"),
        Aim.Plan => await LogAsync("plan.out"),
        Aim.Show => await LogAsync("show.out"),
        Aim.Apply => await LogAsync("apply.out"),
        Aim.SavePlan => (await BlobAsync("/runs/"), null),
        Aim.SaveState => (await BlobAsync("/states/"), null),
        Aim.Approved => (await ApprovedAsync(), null),
    };

    public void Dispose()
    {
        blobs.Dispose();
        database.Dispose();
    }

    // A file that was not there when the wait began: that terraform has just been started.
    private async Task<(bool Came, int? Worker)> LogAsync(string name)
    {
        var before = Logs(name).ToHashSet();
        var started = time.GetTimestamp();
        while (time.GetElapsedTime(started) < Limit)
        {
            if (Logs(name).FirstOrDefault(log => !before.Contains(log)) is { } log)
                return (true, await WorkerAsync(Path.GetDirectoryName(Path.GetDirectoryName(log))!));
            await Task.Delay(Look, time);
        }
        return (false, null);
    }

    private async Task<int?> WorkerAsync(string workdir)
    {
        for (var tries = 0; tries < 10; tries++)
        {
            if (RunProcesses.WorkerOf(workdir) is { } worker) return worker;
            await Task.Delay(Look, time);
        }
        return null;
    }

    private IEnumerable<string> Logs(string name)
    {
        foreach (var data in Directory.GetDirectories(gaia.Files))
            foreach (var run in Folders(Path.Combine(data, "work")))
                foreach (var attempt in Folders(run))
                    if (Path.Combine(attempt, "logs", name) is var log && File.Exists(log)) yield return log;
    }

    private static string[] Folders(string path)
    {
        try
        {
            return Directory.GetDirectories(path);
        }
        catch (IOException)
        {
            return []; // it has just gone
        }
    }

    private async Task<bool> BlobAsync(string below)
    {
        written = new(TaskCreationOptions.RunContinuationsAsynchronously);
        isAwaited = path => path.Contains(below, StringComparison.Ordinal);
        try
        {
            await written.Task.WaitAsync(Limit, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return written.Task.IsCompleted;
        }
        finally
        {
            isAwaited = null;
        }
    }

    private async Task<bool> ApprovedAsync()
    {
        var started = time.GetTimestamp();
        while (time.GetElapsedTime(started) < Limit)
        {
            try
            {
                await using var command = database.CreateCommand("SELECT EXISTS (SELECT 1 FROM runs.runs WHERE status = 'approved' AND planned_at > now() - interval '1 second')");
                if ((bool)(await command.ExecuteScalarAsync())!) return true;
            }
            catch (Exception away) when (away is NpgsqlException or TimeoutException or OperationCanceledException)
            {
                // PostgreSQL is one of those that are hit.
            }
            await Task.Delay(Look, time);
        }
        return false;
    }
}
