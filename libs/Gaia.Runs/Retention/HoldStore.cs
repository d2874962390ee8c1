using Gaia.Contracts;
using Npgsql;
using NpgsqlTypes;

namespace Gaia.Runs.Retention;

/// <summary>Rows of runs.holds.</summary>
public sealed class HoldStore(NpgsqlDataSource database)
{
    private const string Columns = "id, stacks, component, reason, placed_by, placed_at, released_by, released_at";

    internal static async Task InsertAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, Hold hold, CancellationToken cancellationToken)
    {
        await using var insert = new NpgsqlCommand(
            "INSERT INTO runs.holds (id, stacks, pattern, component, reason, placed_by, placed_at) VALUES ($1, $2, $3, $4, $5, $6, $7)", connection, transaction);
        foreach (var value in (object[])[hold.Id.Value, hold.Stacks, StackGlob.ToLike(hold.Stacks)]) insert.Parameters.Add(new() { Value = value });
        insert.Parameters.Add(new() { Value = (object?)hold.Component ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        foreach (var value in (object[])[hold.Reason, hold.PlacedBy, hold.PlacedAt.ToUniversalTime()]) insert.Parameters.Add(new() { Value = value });
        await insert.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Locks the row.</summary>
    internal static async Task<Hold?> LockAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, HoldId id, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"SELECT {Columns} FROM runs.holds WHERE id = $1 FOR UPDATE", connection, transaction) { Parameters = { new() { Value = id.Value } } };
        return (await ReadAsync(command, cancellationToken)).SingleOrDefault();
    }

    internal static async Task ReleaseAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, Hold hold, CancellationToken cancellationToken)
    {
        await using var update = new NpgsqlCommand("UPDATE runs.holds SET released_by = $2, released_at = $3 WHERE id = $1", connection, transaction)
        {
            Parameters = { new() { Value = hold.Id.Value }, new() { Value = hold.ReleasedBy }, new() { Value = hold.ReleasedAt!.Value.ToUniversalTime() } },
        };
        await update.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Newest first.</summary>
    internal async Task<IReadOnlyList<Hold>> ListAsync(Guid? before, int limit, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand($"SELECT {Columns} FROM runs.holds WHERE $1::uuid IS NULL OR id < $1 ORDER BY id DESC LIMIT $2");
        command.Parameters.Add(new() { Value = (object?)before ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid });
        command.Parameters.Add(new() { Value = limit });
        return await ReadAsync(command, cancellationToken);
    }

    private static async Task<IReadOnlyList<Hold>> ReadAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        var holds = new List<Hold>();
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
            holds.Add(new Hold(new(row.GetGuid(0)), row.GetString(1), row.IsDBNull(2) ? null : row.GetString(2), row.GetString(3), row.GetString(4),
                row.GetFieldValue<DateTimeOffset>(5), row.IsDBNull(6) ? null : row.GetString(6), row.GetFieldValue<DateTimeOffset?>(7)));
        return holds;
    }
}
