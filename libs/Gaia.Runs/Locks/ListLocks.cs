using Npgsql;
using NpgsqlTypes;

namespace Gaia.Runs.Locks;

/// <summary>The state identities that are locked now, by whom, oldest first.</summary>
public sealed class ListLocks(NpgsqlDataSource database)
{
    /// <param name="stacks">Patterns of LIKE: only locks of stacks that one of them matches; null: all.</param>
    public async Task<IReadOnlyList<HeldLock>> ExecuteAsync(IReadOnlyList<string>? stacks, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            """
            SELECT held.state_identity, run.id, run.component, run.stack, run.created_by, held.fence, held.acquired_at,
                (SELECT count(*) FROM runs.runs AS waiting
                 WHERE waiting.state_identity = held.state_identity AND waiting.lock_ticket IS NOT NULL)
            FROM runs.locks AS held JOIN runs.runs AS run ON run.id = held.run_id
            WHERE $1::text[] IS NULL OR run.stack LIKE ANY ($1)
            ORDER BY held.acquired_at
            """);
        command.Parameters.Add(new() { Value = (object?)stacks?.ToArray() ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var locks = new List<HeldLock>();
        while (await reader.ReadAsync(cancellationToken))
            locks.Add(new HeldLock(
                reader.GetString(0), new RunId(reader.GetGuid(1)), reader.GetString(2), reader.GetString(3), reader.GetString(4),
                reader.GetInt64(5), (int)reader.GetInt64(7), reader.GetFieldValue<DateTimeOffset>(6)));
        return locks;
    }
}
