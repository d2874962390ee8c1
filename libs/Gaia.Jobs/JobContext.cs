using Gaia.Jobs.Running;
using Npgsql;

namespace Gaia.Jobs;

/// <summary>What a handler knows of the job it holds, and how it learns that it should stop.</summary>
public sealed class JobContext
{
    private readonly CancellationTokenSource canceled = new();
    private readonly CancellationTokenSource leaseLost = new();
    private readonly JobStore store;
    private readonly TimeProvider time;
    private readonly TimeSpan lease;
    private long renewedAt;

    /// <param name="claimedAt">A timestamp of <paramref name="time"/> from before the claim was sent.</param>
    internal JobContext(Job job, WorkerId worker, JobStore store, TimeSpan lease, TimeProvider time, long claimedAt) =>
        (Job, Worker, this.store, this.lease, this.time, renewedAt) = (job, worker, store, lease, time, claimedAt);

    public Job Job { get; }

    public WorkerId Worker { get; }

    /// <summary>Somebody asked for the job's end: stop gracefully, then return.</summary>
    public CancellationToken Canceled => canceled.Token;

    /// <summary>The lease ran out and another worker may hold the job: stop without writing anything.</summary>
    public CancellationToken LeaseLost => leaseLost.Token;

    /// <summary>
    /// Throws <see cref="LeaseLostException"/> unless this epoch still holds the job. It locks the job's row until the
    /// caller's transaction ends, so that nobody can claim the job between the check and the commit.
    /// </summary>
    public async Task EnsureHeldAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "SELECT 1 FROM jobs.jobs WHERE id = $1 AND epoch = $2 AND state = 'running' FOR SHARE", connection, transaction)
        {
            Parameters = { new() { Value = Job.Id.Value }, new() { Value = Job.Epoch } },
        };
        if (await command.ExecuteScalarAsync(cancellationToken) is null) throw new LeaseLostException(Job);
    }

    /// <summary>
    /// By this machine's clock alone, which also counts while the machine is suspended: less than half a lease has passed since PostgreSQL last said that the job is held, so nobody can
    /// have been given it, even if this process stood still since then. The last look before what cannot be taken back.
    /// </summary>
    public bool IsSurelyHeld => !LeaseLost.IsCancellationRequested && time.GetElapsedTime(Volatile.Read(ref renewedAt)) < lease / 2;

    /// <summary>Asks PostgreSQL, and holds the job for another lease.</summary>
    /// <exception cref="LeaseLostException">Another worker holds the job, or has ended it.</exception>
    public async Task RenewAsync(CancellationToken cancellationToken)
    {
        var asked = time.GetTimestamp();
        if (!(await store.RenewAsync([Job], lease, cancellationToken)).TryGetValue(Job.Id, out var cancel))
        {
            LoseLease();
            throw new LeaseLostException(Job);
        }
        Renewed(asked);
        if (cancel) Cancel();
    }

    /// <param name="asked">From before PostgreSQL was asked: its lease runs from later on.</param>
    internal void Renewed(long asked) => Volatile.Write(ref renewedAt, Math.Max(asked, Volatile.Read(ref renewedAt)));

    internal void Cancel() => canceled.Cancel();

    internal void LoseLease() => leaseLost.Cancel();
}
