using System.Text.Json;
using Npgsql;
using NpgsqlTypes;

namespace Gaia.Runs.States;

/// <summary>Rows of runs.state_locks, terraform's own locks; they are written by whoever has opened the state.</summary>
internal static class StateLockStore
{
    /// <summary>Of a state's lock and of the run that holds Gaia's, as <see cref="Read"/> wants them.</summary>
    public const string Columns =
        """
        own.lock_id, own.info::text, own.holder, own.run_id, own.since,
        holder.id, holder.operation, holder.status, coalesce(holder.approved_by, holder.created_by), held.acquired_at
        """;

    /// <summary>
    /// A run's lock counts while the run holds Gaia's lock of the state: one that it left behind is stale and gives way.
    /// </summary>
    public const string Joins =
        """
        LEFT JOIN runs.locks AS held ON runs.state_key(held.state_identity) = state.id AND held.run_id IS NOT NULL
        LEFT JOIN runs.runs AS holder ON holder.id = held.run_id
        LEFT JOIN runs.state_locks AS own ON own.state_id = state.id AND (own.run_id IS NULL OR own.run_id = held.run_id)
        """;

    public static StateHolders Read(NpgsqlDataReader row, int first)
    {
        var gaia = row.IsDBNull(first + 5) ? null : StateLock.Of(
            new RunId(row.GetGuid(first + 5)), Enum.Parse<RunOperation>(row.GetString(first + 6), ignoreCase: true),
            Enum.Parse<RunStatus>(row.GetString(first + 7), ignoreCase: true), row.GetString(first + 8),
            row.GetFieldValue<DateTimeOffset>(first + 9));
        return new(row.IsDBNull(first) ? null : Terraform(row, first, gaia), gaia);
    }

    /// <summary>In the place of a stale one, where there is one.</summary>
    public static async Task TakeAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, StateKey state, StateLock taken, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            INSERT INTO runs.state_locks (state_id, lock_id, info, holder, run_id, since) VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (state_id) DO UPDATE SET lock_id = excluded.lock_id, info = excluded.info, holder = excluded.holder,
                run_id = excluded.run_id, since = excluded.since
            """, connection, transaction)
        {
            Parameters =
            {
                new() { Value = state.Value },
                new() { Value = taken.Id },
                new() { Value = taken.Json(), NpgsqlDbType = NpgsqlDbType.Jsonb },
                new() { Value = taken.Holder },
                new() { Value = (object?)taken.Run?.Value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid },
                new() { Value = taken.Since.ToUniversalTime() },
            },
        };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public static async Task FreeAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, StateKey state, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("DELETE FROM runs.state_locks WHERE state_id = $1", connection, transaction)
        {
            Parameters = { new() { Value = state.Value } },
        };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static StateLock Terraform(NpgsqlDataReader row, int first, StateLock? gaia)
    {
        var info = JsonSerializer.Deserialize(row.GetString(first + 1), RunsJson.Default.StateLockInfo)!;
        var run = row.IsDBNull(first + 3) ? (RunId?)null : new RunId(row.GetGuid(first + 3));
        // Of a run's terraform people want to know the run, not the account on the worker's machine.
        return new StateLock(
            row.GetString(first), run is null ? info.Operation : gaia!.Operation, run is null ? info.Who : gaia!.Who, info.Info, info.Version,
            row.GetString(first + 2), run, row.GetFieldValue<DateTimeOffset>(first + 4));
    }
}
