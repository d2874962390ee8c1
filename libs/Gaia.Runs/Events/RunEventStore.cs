using System.Text.Json;
using Npgsql;
using NpgsqlTypes;

namespace Gaia.Runs.Events;

/// <summary>Rows of runs.events and their heads.</summary>
public sealed class RunEventStore(NpgsqlDataSource database)
{
    /// <summary>
    /// Appends in the caller's transaction. Moving the head first locks its row until the commit, so writers of one run
    /// take turns and the numbers have no gaps: a transaction that rolls back takes its numbers back with it.
    /// </summary>
    internal static async Task<long> AppendAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, RunId run, IReadOnlyList<NewEvent> events, Guid batch,
        CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            WITH head AS (
                UPDATE runs.event_heads SET last = last + cardinality($2::text[]) WHERE run_id = $1
                RETURNING last - cardinality($2::text[]) AS before, last),
            added AS (
                INSERT INTO runs.events (run_id, sequence, type, data, at, batch)
                SELECT $1, head.before + new.place, new.type, new.data, new.at, $5
                FROM head, unnest($2::text[], $3::jsonb[], $4::timestamptz[]) WITH ORDINALITY AS new (type, data, at, place))
            SELECT last FROM head
            """, connection, transaction);
        command.Parameters.Add(new() { Value = run.Value });
        command.Parameters.Add(new() { Value = events.Select(e => e.Type).ToArray() });
        command.Parameters.Add(new() { Value = events.Select(e => e.Data).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Jsonb });
        command.Parameters.Add(new() { Value = events.Select(e => e.At.ToUniversalTime()).ToArray() });
        command.Parameters.Add(new() { Value = batch });
        return (long)(await command.ExecuteScalarAsync(cancellationToken)
            ?? throw new InvalidOperationException($"Run {run} has no event head."));
    }

    internal static async Task<bool> HasBatchAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, RunId run, Guid batch, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "SELECT 1 FROM (SELECT batch FROM runs.events WHERE run_id = $1 ORDER BY sequence DESC LIMIT 2000) AS newest WHERE batch = $2 LIMIT 1",
            connection, transaction) { Parameters = { new() { Value = run.Value }, new() { Value = batch } } };
        return await command.ExecuteScalarAsync(cancellationToken) is not null;
    }

    /// <summary>How many events of a program's output, and of its errors, the log has since the phase last began.</summary>
    internal async Task<(long Output, long Errors)> CountOutputAsync(RunId run, string phase, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            """
            SELECT count(*) FILTER (WHERE type IN ('resource', 'diagnostic', 'outputs') OR (type = 'log' AND data->>'stream' = 'stdout')),
                count(*) FILTER (WHERE type = 'log' AND data->>'stream' = 'stderr')
            FROM runs.events
            WHERE run_id = $1 AND sequence > (SELECT max(sequence) FROM runs.events WHERE run_id = $1 AND type = 'phase' AND data->>'phase' = $2)
            """);
        command.Parameters.Add(new() { Value = run.Value });
        command.Parameters.Add(new() { Value = phase });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? (reader.GetInt64(0), reader.GetInt64(1)) : default;
    }

    internal async Task<long?> LastAsync(RunId run, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("SELECT last FROM runs.event_heads WHERE run_id = $1");
        command.Parameters.Add(new() { Value = run.Value });
        return (long?)await command.ExecuteScalarAsync(cancellationToken);
    }

    internal async Task<IReadOnlyList<RunEvent>> ReadAsync(RunId run, long after, int limit, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            "SELECT sequence, at, type, data::text FROM runs.events WHERE run_id = $1 AND sequence > $2 ORDER BY sequence LIMIT $3");
        command.Parameters.Add(new() { Value = run.Value });
        command.Parameters.Add(new() { Value = after });
        command.Parameters.Add(new() { Value = limit });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var events = new List<RunEvent>();
        while (await reader.ReadAsync(cancellationToken))
            events.Add(new RunEvent(
                reader.GetInt64(0), reader.GetFieldValue<DateTimeOffset>(1), reader.GetString(2),
                JsonElement.Parse(reader.GetString(3))));
        return events;
    }
}
