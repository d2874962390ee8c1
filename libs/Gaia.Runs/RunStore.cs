using System.Text.Json;
using Gaia.Configurations;
using Gaia.Runs.Plans;
using Gaia.Runs.States;
using Gaia.Terraform.Variables;
using Npgsql;
using NpgsqlTypes;

namespace Gaia.Runs;

/// <summary>Rows of runs.runs.</summary>
public sealed class RunStore(NpgsqlDataSource database)
{
    private const string Columns =
        """
        run.id, component, stack, operation, status, configuration, ref, commit, state_identity, auto_approve, plan_only, arguments,
        message, created_by, created_at, plan, changes, approved_by, error, advice, terraform_exit_code, started_at, planned_at,
        apply_started_at, finished_at, cancel_requested_by, cancel_by_force, job, trace_parent, version, head.last, variables::text, created_by_subject, plan_removed_at, applies_in,
        reach
        """;

    private const string From = "FROM runs.runs AS run JOIN runs.event_heads AS head ON head.run_id = run.id";

    internal async Task<Run?> FindAsync(RunId id, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand($"SELECT {Columns} {From} WHERE run.id = $1");
        command.Parameters.Add(new() { Value = id.Value });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? Read(reader) : null;
    }

    /// <summary>Locks the run's row: whoever decides about a run at the same time waits and then sees this decision.</summary>
    internal static Task<Run?> LockAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, RunId id, CancellationToken cancellationToken) =>
        LockAsync(connection, transaction, id, "NO KEY UPDATE", cancellationToken);

    /// <summary>Keeps the run as it is until the transaction ends; others may do the same meanwhile.</summary>
    internal static Task<Run?> ShareAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, RunId id, CancellationToken cancellationToken) =>
        LockAsync(connection, transaction, id, "SHARE", cancellationToken);

    private static async Task<Run?> LockAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, RunId id, string strength, CancellationToken cancellationToken)
    {
        // The row is locked by a statement of its own: the join below then reads a snapshot taken after the wait.
        // NO KEY: whoever appends events holds their head and then, for the foreign key, shares the run's key. A full
        // FOR UPDATE here, which goes on to the head, would meet them in a deadlock.
        await using var batch = new NpgsqlBatch(connection, transaction)
        {
            BatchCommands =
            {
                new($"SELECT 1 FROM runs.runs WHERE id = $1 FOR {strength}") { Parameters = { new() { Value = id.Value } } },
                new($"SELECT {Columns} {From} WHERE run.id = $1") { Parameters = { new() { Value = id.Value } } },
            },
        };
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? Read(reader) : null;
    }

    internal async Task<(Run Run, string RequestHash)?> FindByKeyAsync(string createdBy, string key, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            $"SELECT {Columns}, request_hash {From} WHERE created_by = $1 AND idempotency_key = $2");
        command.Parameters.Add(new() { Value = createdBy });
        command.Parameters.Add(new() { Value = key });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? (Read(reader), reader.GetString(36)) : null;
    }

    internal async Task<IReadOnlyList<Run>> ListAsync(RunFilter filter, Guid? before, CancellationToken cancellationToken)
    {
        await using var command = ListCommand(filter, before);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var runs = new List<Run>();
        while (await reader.ReadAsync(cancellationToken)) runs.Add(Read(reader));
        return runs;
    }

    /// <summary>
    /// Reads no more rows than it answers with, whoever asks: where only some stacks are in reach the stacks that have runs are found
    /// first, one index entry each, and then the newest runs of those.
    /// </summary>
    internal NpgsqlCommand ListCommand(RunFilter filter, Guid? before)
    {
        const string newest =
            """
            SELECT * FROM runs.runs
            WHERE ($1::text IS NULL OR stack = $1) AND ($2::text IS NULL OR component = $2) AND ($3::text IS NULL OR status = $3)
              AND ($4::uuid IS NULL OR id < $4)
            """;
        const string ofReach =
            $"""
            WITH RECURSIVE each (stack) AS (
                (SELECT stack FROM runs.runs ORDER BY stack LIMIT 1)
                UNION ALL
                SELECT (SELECT next.stack FROM runs.runs AS next WHERE next.stack > each.stack ORDER BY next.stack LIMIT 1)
                FROM each WHERE each.stack IS NOT NULL)
            SELECT {Columns}
            FROM (SELECT found.* FROM each CROSS JOIN LATERAL ({newest} AND runs.stack = each.stack ORDER BY id DESC LIMIT $5) AS found
                  WHERE each.stack LIKE ANY ($6) ORDER BY found.id DESC LIMIT $5) AS run
            JOIN runs.event_heads AS head ON head.run_id = run.id
            ORDER BY run.id DESC
            """;
        // Who names a stack has been asked whether it is in reach; the stack is an index's first column.
        var all = filter.Stacks is null || filter.Stack is not null;
        var command = database.CreateCommand(all
            ? $"SELECT {Columns} FROM ({newest} AND ($6::text[] IS NULL OR stack LIKE ANY ($6)) ORDER BY id DESC LIMIT $5) AS run JOIN runs.event_heads AS head ON head.run_id = run.id ORDER BY run.id DESC"
            : ofReach);
        command.Parameters.Add(Text(filter.Stack));
        command.Parameters.Add(Text(filter.Component));
        command.Parameters.Add(Text(filter.Status is { } status ? Word(status) : null));
        command.Parameters.Add(new() { Value = (object?)before ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid });
        command.Parameters.Add(new() { Value = filter.Limit + 1 });
        command.Parameters.Add(new() { Value = (object?)filter.Stacks?.ToArray() ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
        return command;
    }

    /// <returns>False where the actor has used the idempotency key already.</returns>
    internal static async Task<bool> InsertAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, Run run, string? key, string? requestHash,
        CancellationToken cancellationToken)
    {
        await using var insert = new NpgsqlCommand(
            """
            WITH added AS (
                INSERT INTO runs.runs (id, component, stack, operation, status, configuration, ref, commit, state_identity,
                    auto_approve, plan_only, arguments, message, created_by, created_at, trace_parent, idempotency_key, request_hash, variables, created_by_subject,
                    reach)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)
                ON CONFLICT (created_by, idempotency_key) WHERE idempotency_key IS NOT NULL DO NOTHING
                RETURNING id)
            INSERT INTO runs.event_heads (run_id, last) SELECT id, 0 FROM added
            """, connection, transaction);
        foreach (var value in (object?[])[run.Id.Value, run.Component, run.Stack, Word(run.Operation), Word(run.Status),
            run.Configuration?.Value, run.Ref, run.Commit, run.StateIdentity, run.AutoApprove, run.PlanOnly, run.Arguments.ToArray(),
            run.Message, run.CreatedBy, run.CreatedAt, run.TraceParent, key, requestHash])
            insert.Parameters.Add(value is null ? Text(null) : new() { Value = value });
        insert.Parameters.Add(new() { Value = JsonSerializer.Serialize(run.Variables, RunsJson.Default.IReadOnlyListGivenVariable), NpgsqlDbType = NpgsqlDbType.Jsonb });
        insert.Parameters.Add(Text(run.CreatedBySubject));
        insert.Parameters.Add(new() { Value = run.Reach.Stacks.ToArray() });
        try
        {
            return await insert.ExecuteNonQueryAsync(cancellationToken) > 0;
        }
        catch (PostgresException fault) when (IsConfigurationGone(fault))
        {
            throw ConfigurationErrors.ConfigurationNotFound(run.Code);
        }
    }

    /// <summary>What a run's revision says about it; its transition is saved in the same transaction.</summary>
    internal static async Task SaveResolvedAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, Run run, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "UPDATE runs.runs SET component = $2, configuration = $3, commit = $4, state_identity = $5, auto_approve = $6 WHERE id = $1", connection, transaction)
        {
            Parameters =
            {
                new() { Value = run.Id.Value }, new() { Value = run.Component }, new() { Value = run.Code.Value }, Text(run.Commit),
                new() { Value = run.State }, new() { Value = run.AutoApprove },
            },
        };
        try
        {
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (PostgresException fault) when (IsConfigurationGone(fault))
        {
            throw ConfigurationErrors.ConfigurationNotFound(run.Code);
        }
    }

    // Removed since it was read.
    private static bool IsConfigurationGone(PostgresException fault) =>
        fault is { SqlState: PostgresErrorCodes.ForeignKeyViolation, ConstraintName: "runs_configuration_fkey" };

    /// <summary>Saves what a transition may change, if the row still has the version that was decided upon.</summary>
    internal static async Task<Run> SaveAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, Run run, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            UPDATE runs.runs
            SET status = $3, plan = $4, changes = $5, approved_by = $6, error = $7, advice = $8, terraform_exit_code = $9,
                started_at = $10, planned_at = $11, apply_started_at = $12, finished_at = $13, cancel_requested_by = $14,
                cancel_by_force = $15, job = $16, applies_in = $17, version = version + 1,
                lock_ticket = CASE WHEN $3 IN ('queued', 'approved') THEN lock_ticket END
            WHERE id = $1 AND version = $2
            """, connection, transaction);
        command.Parameters.Add(new() { Value = run.Id.Value });
        command.Parameters.Add(new() { Value = run.Version });
        command.Parameters.Add(Text(Word(run.Status)));
        command.Parameters.Add(Text(run.Plan?.Value));
        command.Parameters.Add(new() { Value = Counts(run.Changes), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Integer });
        command.Parameters.Add(Text(run.ApprovedBy));
        command.Parameters.Add(Text(run.Error));
        command.Parameters.Add(Text(run.Advice));
        command.Parameters.Add(new() { Value = (object?)run.TerraformExitCode ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Integer });
        foreach (var at in (DateTimeOffset?[])[run.StartedAt, run.PlannedAt, run.ApplyStartedAt, run.FinishedAt])
            command.Parameters.Add(new() { Value = (object?)at?.ToUniversalTime() ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz });
        command.Parameters.Add(Text(run.CancelRequestedBy));
        command.Parameters.Add(new() { Value = run.CancelByForce });
        command.Parameters.Add(new() { Value = (object?)run.Job?.Value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint });
        command.Parameters.Add(Text(run.AppliesIn));
        if (await command.ExecuteNonQueryAsync(cancellationToken) == 0) throw RunErrors.ChangedMeanwhile(run.Id);
        return run with { Version = run.Version + 1 };
    }

    internal static async Task SaveOutputsAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, RunId id, IReadOnlyList<RunOutput> outputs,
        CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("UPDATE runs.runs SET outputs = $2 WHERE id = $1", connection, transaction);
        command.Parameters.Add(new() { Value = id.Value });
        command.Parameters.Add(new()
        {
            Value = JsonSerializer.Serialize(outputs, RunsJson.Default.IReadOnlyListRunOutput), NpgsqlDbType = NpgsqlDbType.Jsonb,
        });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    internal async Task<IReadOnlyList<RunOutput>?> FindOutputsAsync(RunId id, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("SELECT outputs::text FROM runs.runs WHERE id = $1 AND outputs IS NOT NULL");
        command.Parameters.Add(new() { Value = id.Value });
        return await command.ExecuteScalarAsync(cancellationToken) is string json
            ? JsonSerializer.Deserialize(json, RunsJson.Default.IReadOnlyListRunOutput)
            : null;
    }

    /// <summary>A run whose apply began after <paramref name="run"/> was planned: its plan no longer fits the state.</summary>
    internal static async Task<RunId?> FindLaterApplyAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, Run run, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "SELECT id FROM runs.runs WHERE state_identity = $1 AND apply_started_at > $2 AND id <> $3 ORDER BY apply_started_at DESC LIMIT 1",
            connection, transaction)
        {
            Parameters =
            {
                new() { Value = run.State },
                new() { Value = run.PlannedAt?.ToUniversalTime() ?? DateTimeOffset.MinValue },
                new() { Value = run.Id.Value },
            },
        };
        return await command.ExecuteScalarAsync(cancellationToken) is Guid id ? new RunId(id) : null;
    }

    internal static string Word<TEnum>(TEnum value) where TEnum : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private static NpgsqlParameter Text(string? value) => new() { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text };

    private static object Counts(ChangeCounts? changes) => changes is null
        ? DBNull.Value
        : new[] { changes.Create, changes.Update, changes.Delete, changes.Replace, changes.Import };

    private static Run Read(NpgsqlDataReader row)
    {
        var counts = row.IsDBNull(16) ? null : row.GetFieldValue<int[]>(16);
        return new Run
        {
            Id = new RunId(row.GetGuid(0)),
            Component = row.GetString(1),
            Stack = row.GetString(2),
            Operation = Enum.Parse<RunOperation>(row.GetString(3), ignoreCase: true),
            Status = Enum.Parse<RunStatus>(row.GetString(4), ignoreCase: true),
            Configuration = TextAt(5) is { } digest ? new ConfigurationDigest(digest) : null,
            Ref = TextAt(6),
            Commit = TextAt(7),
            StateIdentity = TextAt(8),
            AutoApprove = row.GetBoolean(9),
            PlanOnly = row.GetBoolean(10),
            Arguments = row.GetFieldValue<string[]>(11),
            Message = TextAt(12),
            CreatedBy = row.GetString(13),
            CreatedAt = row.GetFieldValue<DateTimeOffset>(14),
            Plan = TextAt(15) is { } plan ? new PlanDigest(plan) : null,
            Changes = counts is null ? null : new ChangeCounts(counts[0], counts[1], counts[2], counts[3], counts[4]),
            ApprovedBy = TextAt(17),
            Error = TextAt(18),
            Advice = TextAt(19),
            TerraformExitCode = row.IsDBNull(20) ? null : row.GetInt32(20),
            StartedAt = TimeAt(21),
            PlannedAt = TimeAt(22),
            ApplyStartedAt = TimeAt(23),
            FinishedAt = TimeAt(24),
            CancelRequestedBy = TextAt(25),
            CancelByForce = row.GetBoolean(26),
            Job = row.IsDBNull(27) ? null : new Jobs.JobId(row.GetInt64(27)),
            TraceParent = TextAt(28),
            Version = row.GetInt32(29),
            LastEvent = row.GetInt64(30),
            Variables = JsonSerializer.Deserialize(row.GetString(31), RunsJson.Default.IReadOnlyListGivenVariable) ?? [],
            CreatedBySubject = TextAt(32),
            PlanRemovedAt = TimeAt(33),
            AppliesIn = TextAt(34),
            Reach = new(row.GetFieldValue<string[]>(35)),
        };

        string? TextAt(int column) => row.IsDBNull(column) ? null : row.GetString(column);
        DateTimeOffset? TimeAt(int column) => row.IsDBNull(column) ? null : row.GetFieldValue<DateTimeOffset>(column);
    }
}
