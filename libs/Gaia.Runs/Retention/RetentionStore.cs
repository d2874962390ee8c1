using System.Text.Json;
using Gaia.Audit;
using Gaia.Configurations;
using Gaia.Jobs;
using Gaia.Runs.Plans;
using Npgsql;
using NpgsqlTypes;

namespace Gaia.Runs.Retention;

/// <summary>
/// The SQL of removing. Each call takes one batch in a transaction of its own: rows go, the keys of their blobs are noted and the audit log
/// says so in the same commit. What somebody else has locked is left for the next time, so that any number of workers may sweep at once.
/// </summary>
public sealed class RetentionStore(NpgsqlDataSource database, RemoveDeadJobs deadJobs, AuditLog audit)
{
    private static readonly Actor Gaia = new("gaia");

    internal const int Batch = 200;

    /// <summary>Of the runs of one batch; a single run may have more.</summary>
    internal const long BatchEvents = 50_000;

    // Of one run with all the events that it may have, on a slow disk.
    private static readonly TimeSpan CommandLimit = TimeSpan.FromMinutes(5);

    internal const string NotHeld =
        "NOT EXISTS (SELECT 1 FROM runs.holds AS hold WHERE hold.released_at IS NULL AND {0}.stack LIKE hold.pattern AND (hold.component IS NULL OR hold.component = {0}.component))";

    private static readonly string OldRuns =
        $"""
        FROM runs.runs AS run
        WHERE run.finished_at < $1 AND {string.Format(null, NotHeld, "run")}
          AND (SELECT count(*) FROM (SELECT 1 FROM runs.runs AS newer
               WHERE newer.stack = run.stack AND newer.component = run.component AND newer.id > run.id LIMIT $2) AS newest) >= $2
          AND NOT EXISTS (SELECT 1 FROM runs.locks WHERE run_id = run.id) AND NOT EXISTS (SELECT 1 FROM runs.state_locks WHERE run_id = run.id)
        """;

    private static readonly string OldLogs = $"FROM runs.runs AS run WHERE run.finished_at < $1 AND run.log_removed_at IS NULL AND {string.Format(null, NotHeld, "run")}";

    // Whoever began may have left some of it: the plan file is there before the plan is read.
    private static readonly string OldPlans =
        $"FROM runs.runs AS run WHERE run.finished_at < $1 AND run.started_at IS NOT NULL AND run.plan_removed_at IS NULL AND {string.Format(null, NotHeld, "run")}";

    private static readonly string OldVersions =
        $"""
        FROM runs.state_versions AS version JOIN runs.states AS state ON state.id = version.state_id
        WHERE version.created_at < $1 AND version.version <= state.latest - $2 AND version.version IS DISTINCT FROM state.current
          AND {string.Format(null, NotHeld, "version")} AND {string.Format(null, NotHeld, "state")}
        """;

    // Whoever queues a run of it at the same time holds its key, and is waited for or passed over.
    private const string OldConfigurations =
        "FROM runs.configurations AS configuration WHERE configuration.used_at < $1 AND NOT EXISTS (SELECT 1 FROM runs.runs WHERE runs.configuration = configuration.digest)";

    internal Task<long> RemoveRunsAsync(DateTimeOffset before, int kept, CancellationToken cancellationToken) => InTransactionAsync(async (connection, transaction) =>
    {
        var runs = await SelectRunsAsync(connection, transaction, OldRuns, before, kept, cancellationToken);
        if (runs.Length == 0) return 0;
        await UnwantAsync(connection, transaction, [.. runs.SelectMany(run => PlanBlobs.All(new RunId(run)))], cancellationToken);
        await using var batch = new NpgsqlBatch(connection, transaction) { Timeout = (int)CommandLimit.TotalSeconds };
        foreach (var (table, key) in (ReadOnlySpan<(string, string)>)[("events", "run_id"), ("event_heads", "run_id"), ("run_variables", "run_id"), ("run_tokens", "run_id"), ("runs", "id")])
            batch.BatchCommands.Add(new($"DELETE FROM runs.{table} WHERE {key} = ANY ($1)") { Parameters = { new() { Value = runs } } });
        await batch.ExecuteNonQueryAsync(cancellationToken);
        return runs.Length;
    }, count => new(Runs: count), cancellationToken);

    /// <summary>All but the statuses, with which a log begins and ends; a line in its place says so.</summary>
    internal Task<long> RemoveLogsAsync(DateTimeOffset before, string line, CancellationToken cancellationToken) => InTransactionAsync(async (connection, transaction) =>
    {
        var runs = await SelectRunsAsync(connection, transaction, OldLogs, before, null, cancellationToken);
        if (runs.Length == 0) return 0;
        await using var batch = new NpgsqlBatch(connection, transaction) { Timeout = (int)CommandLimit.TotalSeconds };
        batch.BatchCommands.Add(new(
            """
            UPDATE runs.events AS first SET type = 'log', data = jsonb_build_object('stream', 'gaia', 'line', $2::text)
            FROM (SELECT run_id, min(sequence) AS sequence FROM runs.events WHERE run_id = ANY ($1) AND type <> 'status' GROUP BY run_id) AS place
            WHERE first.run_id = place.run_id AND first.sequence = place.sequence
            """) { Parameters = { new() { Value = runs }, new() { Value = line } } });
        batch.BatchCommands.Add(new(
            """
            DELETE FROM runs.events AS event
            WHERE run_id = ANY ($1) AND type <> 'status' AND sequence > (SELECT min(sequence) FROM runs.events WHERE run_id = event.run_id AND type <> 'status')
            """) { Parameters = { new() { Value = runs } } });
        batch.BatchCommands.Add(new("UPDATE runs.runs SET log_removed_at = now() WHERE id = ANY ($1)") { Parameters = { new() { Value = runs } } });
        await batch.ExecuteNonQueryAsync(cancellationToken);
        return runs.Length;
    }, count => new(Logs: count), cancellationToken);

    internal Task<long> RemovePlansAsync(DateTimeOffset before, CancellationToken cancellationToken) => InTransactionAsync(async (connection, transaction) =>
    {
        var runs = await SelectAsync<Guid>(connection, transaction, $"SELECT run.id {OldPlans} ORDER BY run.finished_at LIMIT {Batch} FOR UPDATE OF run SKIP LOCKED", before, null, cancellationToken);
        if (runs.Length == 0) return 0;
        await UnwantAsync(connection, transaction, [.. runs.SelectMany(run => PlanBlobs.OfPlan(new RunId(run)))], cancellationToken);
        await using var update = new NpgsqlCommand("UPDATE runs.runs SET plan_removed_at = now() WHERE id = ANY ($1)", connection, transaction) { Parameters = { new() { Value = runs } } };
        await update.ExecuteNonQueryAsync(cancellationToken);
        return runs.Length;
    }, count => new(Plans: count), cancellationToken);

    /// <summary>Under the locks of their states: nobody makes one of them current meanwhile.</summary>
    internal Task<long> RemoveVersionsAsync(DateTimeOffset before, int kept, CancellationToken cancellationToken) => InTransactionAsync(async (connection, transaction) =>
    {
        var versions = await SelectAsync<long>(connection, transaction, $"SELECT version.id {OldVersions} ORDER BY version.id LIMIT {Batch} FOR UPDATE OF state SKIP LOCKED", before, kept, cancellationToken);
        if (versions.Length == 0) return 0;
        await using var delete = new NpgsqlCommand("DELETE FROM runs.state_versions WHERE id = ANY ($1) RETURNING blob", connection, transaction) { Parameters = { new() { Value = versions } } };
        var blobs = await ReadAsync<string>(delete, cancellationToken);
        await UnwantAsync(connection, transaction, [.. blobs.Distinct()], cancellationToken);
        return versions.Length;
    }, count => new(StateVersions: count), cancellationToken);

    internal Task<long> RemoveConfigurationsAsync(DateTimeOffset before, CancellationToken cancellationToken) => InTransactionAsync(async (connection, transaction) =>
    {
        var digests = await SelectAsync<string>(connection, transaction,
            $"SELECT configuration.digest {OldConfigurations} ORDER BY configuration.used_at LIMIT {Batch} FOR UPDATE OF configuration SKIP LOCKED", before, null, cancellationToken);
        if (digests.Length == 0) return 0;
        // Again now that the rows are locked: the snapshot from before the lock may have missed a run.
        await using var delete = new NpgsqlCommand(
            "DELETE FROM runs.configurations AS configuration WHERE digest = ANY ($1) AND NOT EXISTS (SELECT 1 FROM runs.runs WHERE runs.configuration = configuration.digest) RETURNING digest",
            connection, transaction) { Parameters = { new() { Value = digests } } };
        var gone = await ReadAsync<string>(delete, cancellationToken);
        await UnwantAsync(connection, transaction, [.. gone.Select(digest => new ConfigurationDigest(digest).Blob)], cancellationToken);
        return gone.Length;
    }, count => new(Configurations: count), cancellationToken);

    internal Task<long> RemoveDeadJobsAsync(DateTimeOffset before, CancellationToken cancellationToken) => InTransactionAsync(
        (connection, transaction) => deadJobs.ExecuteAsync(connection, transaction, before, cancellationToken), count => new(DeadJobs: count), cancellationToken);

    /// <returns>Those of them that are stored.</returns>
    internal async Task<IReadOnlySet<ConfigurationDigest>> StoredAsync(IReadOnlyList<ConfigurationDigest> digests, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("SELECT digest FROM runs.configurations WHERE digest = ANY ($1)");
        command.Parameters.Add(new() { Value = digests.Select(digest => digest.Value).ToArray() });
        return (await ReadAsync<string>(command, cancellationToken)).Select(digest => new ConfigurationDigest(digest)).ToHashSet();
    }

    /// <summary>What a sweep would remove now, dead jobs aside.</summary>
    internal async Task<Removed> DueAsync(RetentionOptions policy, DateTimeOffset now, CancellationToken cancellationToken) => new(
        await CountAsync(OldRuns, policy.Runs, policy.RunsKept, now, cancellationToken), await CountAsync(OldLogs, policy.Logs, null, now, cancellationToken),
        await CountAsync(OldPlans, policy.Plans, null, now, cancellationToken), await CountAsync(OldVersions, policy.StateVersions, policy.StateVersionsKept, now, cancellationToken),
        await CountAsync(OldConfigurations, policy.Configurations, null, now, cancellationToken));

    internal async Task NoteSweepAsync(DateTimeOffset at, Removed removed, CancellationToken cancellationToken)
    {
        await using var note = database.CreateCommand(
            "INSERT INTO runs.sweeps (swept_at, removed) VALUES ($1, $2) ON CONFLICT (is_last) DO UPDATE SET swept_at = excluded.swept_at, removed = excluded.removed");
        note.Parameters.Add(new() { Value = at.ToUniversalTime() });
        note.Parameters.Add(new() { Value = JsonSerializer.Serialize(removed, RunsJson.Default.Removed), NpgsqlDbType = NpgsqlDbType.Jsonb });
        await note.ExecuteNonQueryAsync(cancellationToken);
    }

    internal async Task<(DateTimeOffset At, Removed Removed)?> LastSweepAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("SELECT swept_at, removed::text FROM runs.sweeps");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? (reader.GetFieldValue<DateTimeOffset>(0), JsonSerializer.Deserialize(reader.GetString(1), RunsJson.Default.Removed)!) : null;
    }

    private async Task<long> CountAsync(string old, TimeSpan age, int? kept, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (age == TimeSpan.Zero) return 0;
        await using var command = database.CreateCommand($"SELECT count(*) {old}");
        command.Parameters.Add(new() { Value = (now - age).ToUniversalTime() });
        if (kept is { } some) command.Parameters.Add(new() { Value = (long)some });
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static async Task UnwantAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, string[] keys, CancellationToken cancellationToken)
    {
        // An update, to wait for a removal that still sees the row which goes here, and keeps the blob. Who is about to write it keeps their time.
        await using var insert = new NpgsqlCommand(
            """
            INSERT INTO runs.unwanted_blobs AS unwanted (key, not_before) SELECT unnest($1), now()
            ON CONFLICT (key) DO UPDATE SET not_before = greatest(unwanted.not_before, excluded.not_before)
            """, connection, transaction) { Parameters = { new() { Value = keys } } };
        await insert.ExecuteNonQueryAsync(cancellationToken);
    }

    // As many as have few enough events together, and one at least.
    private static async Task<Guid[]> SelectRunsAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, string old, DateTimeOffset before, int? kept, CancellationToken cancellationToken)
    {
        await using var command = Old(connection, transaction,
            $"""
            SELECT run.id, coalesce((SELECT last FROM runs.event_heads WHERE run_id = run.id), 0)
            {old} ORDER BY run.finished_at LIMIT {Batch} FOR UPDATE OF run SKIP LOCKED
            """, before, kept);
        var (runs, events) = (new List<Guid>(), 0L);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken) && ((events += reader.GetInt64(1)) < BatchEvents || runs.Count == 0)) runs.Add(reader.GetGuid(0));
        return [.. runs];
    }

    private static async Task<T[]> SelectAsync<T>(
        NpgsqlConnection connection, NpgsqlTransaction transaction, string sql, DateTimeOffset before, int? kept, CancellationToken cancellationToken)
    {
        await using var command = Old(connection, transaction, sql, before, kept);
        return await ReadAsync<T>(command, cancellationToken);
    }

    private static NpgsqlCommand Old(NpgsqlConnection connection, NpgsqlTransaction transaction, string sql, DateTimeOffset before, int? kept)
    {
        var command = new NpgsqlCommand(sql, connection, transaction) { CommandTimeout = (int)CommandLimit.TotalSeconds, Parameters = { new() { Value = before.ToUniversalTime() } } };
        if (kept is { } some) command.Parameters.Add(new() { Value = (long)some });
        return command;
    }

    private static async Task<T[]> ReadAsync<T>(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        var values = new List<T>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken)) values.Add(reader.GetFieldValue<T>(0));
        return [.. values];
    }

    private async Task<long> InTransactionAsync(
        Func<NpgsqlConnection, NpgsqlTransaction, Task<int>> work, Func<int, Removed> removed, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var count = await work(connection, transaction);
        if (count == 0) return 0;
        await audit.AppendAsync(connection, transaction, new AuditEntry(Gaia.Name, RetentionJobs.Sweep, "retention", $"{removed(count)}"), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return count;
    }
}
