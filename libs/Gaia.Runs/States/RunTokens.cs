using Gaia.Jobs;
using Gaia.Runs.Locks;
using Npgsql;

namespace Gaia.Runs.States;

/// <summary>
/// What the terraform of a run shows to the state backend: the password of TF_HTTP_PASSWORD. It reaches the state of that run
/// alone, and only while the run holds Gaia's lock of it; only an applying run writes. A newer token of the same run ends
/// the older one, so that an earlier attempt whose worker was given up can no longer do anything.
/// </summary>
public sealed class RunTokens(NpgsqlDataSource database, TimeProvider time)
{
    /// <summary>Makes the run's token; the one before it, and what terraform locked with that, are gone.</summary>
    /// <param name="held">The job that must still be held: a worker that lost its lease is refused, and ends nobody's token.</param>
    /// <exception cref="RunRefusedException"><c>run.not-found</c>, or <c>state.run-over</c> where the run does not hold its state.</exception>
    /// <exception cref="LeaseLostException">Another worker holds the job.</exception>
    public async Task<RunToken> MintAsync(RunId run, JobContext? held, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var now = await RunStore.LockAsync(connection, transaction, run, cancellationToken) ?? throw RunErrors.RunNotFound(run);
        if (held is not null) await held.EnsureHeldAsync(connection, transaction, cancellationToken);
        var token = await MintAsync(connection, transaction, now, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return token;
    }

    /// <summary>The same in the caller's transaction, which has the run's row locked; the token counts from its commit on.</summary>
    /// <exception cref="RunRefusedException"><c>state.run-over</c></exception>
    internal async Task<RunToken> MintAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, Run run, CancellationToken cancellationToken)
    {
        var secret = RunTokenSecret.New();
        if (await LockStore.FenceAsync(connection, transaction, run, cancellationToken) is null) throw StateErrors.RunOver(run.Id);
        await using var batch = new NpgsqlBatch(connection, transaction);
        AddEnd(batch, run.Id);
        batch.BatchCommands.Add(new(
            """
            INSERT INTO runs.run_tokens (run_id, hash, created_at) VALUES ($1, $2, $3)
            RETURNING EXISTS (SELECT 1 FROM runs.state_locks WHERE state_id = $4 AND run_id IS NULL)
            """)
        {
            Parameters =
            {
                new() { Value = run.Id.Value }, new() { Value = secret.Hash() }, new() { Value = time.GetUtcNow() },
                new() { Value = StateKey.Of(run.State).Value },
            },
        });
        return new(secret, (bool)(await batch.ExecuteScalarAsync(cancellationToken))!);
    }

    /// <returns>Null where the token is unknown or its run has let go of its state.</returns>
    public async Task<RunClaim?> FindAsync(RunTokenSecret secret, CancellationToken cancellationToken)
    {
        var hash = secret.Hash();
        await using var command = database.CreateCommand(
            """
            SELECT run.id, run.stack, run.component FROM runs.run_tokens AS token JOIN runs.runs AS run ON run.id = token.run_id
            WHERE token.hash = $1 AND run.status IN ('planning', 'approved', 'applying')
            """);
        command.Parameters.Add(new() { Value = hash });
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken)
            ? new RunClaim(new RunId(row.GetGuid(0)), row.GetString(1), row.GetString(2)) { Hash = hash }
            : null;
    }

    /// <summary>Ends the run's token and drops what its terraform left locked. The caller has the run's row locked.</summary>
    internal static async Task EndAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, RunId run, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection, transaction);
        AddEnd(batch, run);
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    private static void AddEnd(NpgsqlBatch batch, RunId run)
    {
        foreach (var table in (string[])["run_tokens", "state_locks"])
            batch.BatchCommands.Add(new($"DELETE FROM runs.{table} WHERE run_id = $1") { Parameters = { new() { Value = run.Value } } });
    }

    /// <summary>
    /// Holds the run where it is until the caller's transaction ends: it can neither be ended nor given another token, and
    /// its lock of the state goes to nobody else.
    /// </summary>
    /// <returns>The run and the fence of its lock.</returns>
    /// <exception cref="RunRefusedException"><c>state.run-over</c>, <c>state.not-of-this-run</c>, <c>state.run-may-not-write</c></exception>
    internal static async Task<(Run Run, long Fence)> HoldAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, RunClaim claim, StateKey state, bool writes,
        CancellationToken cancellationToken)
    {
        var run = await RunStore.ShareAsync(connection, transaction, claim.Run, cancellationToken);
        if (run is null || !await IsNewestAsync(connection, transaction, claim, cancellationToken)) throw StateErrors.RunOver(claim.Run);
        if (StateKey.Of(run.State) != state) throw StateErrors.NotOfThisRun(run, state);
        var fence = await LockStore.FenceAsync(connection, transaction, run, cancellationToken) ?? throw StateErrors.RunOver(run.Id);
        // An approved run that holds its state is about to apply: its terraform init reads the state.
        if (run.Status is not (RunStatus.Planning or RunStatus.Approved or RunStatus.Applying)) throw StateErrors.RunOver(run.Id);
        if (writes && run.Status is not RunStatus.Applying) throw StateErrors.RunMayNotWrite(run);
        return (run, fence);
    }

    private static async Task<bool> IsNewestAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, RunClaim claim, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT 1 FROM runs.run_tokens WHERE run_id = $1 AND hash = $2", connection, transaction)
        {
            Parameters = { new() { Value = claim.Run.Value }, new() { Value = claim.Hash } },
        };
        return await command.ExecuteScalarAsync(cancellationToken) is not null;
    }
}
