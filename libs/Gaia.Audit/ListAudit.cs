using System.Runtime.CompilerServices;
using Npgsql;

namespace Gaia.Audit;

/// <summary>Reads the audit log.</summary>
public sealed class ListAudit(NpgsqlDataSource database)
{
    private const string Columns = "sequence, at, actor, action, subject, detail, hash, previous_hash, stack";

    /// <summary>Newest first, at most <paramref name="limit"/>, from just below <paramref name="before"/>.</summary>
    /// <param name="stacks">Patterns of LIKE: only what is about a stack that one of them matches; null: everything.</param>
    public async Task<IReadOnlyList<AuditRow>> NewestAsync(
        long? before, int limit, string? subject, IReadOnlyList<string>? stacks, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand($"""
            SELECT {Columns} FROM audit.entries
            WHERE sequence < $1 AND ($3 IS NULL OR subject = $3) AND ($4::text[] IS NULL OR stack LIKE ANY ($4))
            ORDER BY sequence DESC LIMIT $2
            """);
        command.Parameters.Add(new() { Value = before ?? long.MaxValue });
        command.Parameters.Add(new() { Value = limit });
        command.Parameters.Add(new() { Value = (object?)subject ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text });
        command.Parameters.Add(new() { Value = (object?)stacks?.ToArray() ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Array | NpgsqlTypes.NpgsqlDbType.Text });
        var rows = new List<AuditRow>();
        await foreach (var row in ReadAsync(command, cancellationToken)) rows.Add(row);
        return rows;
    }

    /// <summary>The whole log, oldest first, as a stream: one snapshot, nothing held in memory.</summary>
    public async IAsyncEnumerable<AuditRow> AllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand($"SELECT {Columns} FROM audit.entries ORDER BY sequence");
        await foreach (var row in ReadAsync(command, cancellationToken)) yield return row;
    }

    private static async IAsyncEnumerable<AuditRow> ReadAsync(
        NpgsqlCommand command, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            yield return new(
                reader.GetInt64(0), reader.GetFieldValue<DateTimeOffset>(1), reader.GetString(2), reader.GetString(3),
                reader.GetString(4), await reader.IsDBNullAsync(5, cancellationToken) ? null : reader.GetString(5),
                reader.GetString(6), reader.GetString(7), await reader.IsDBNullAsync(8, cancellationToken) ? null : reader.GetString(8));
    }
}
