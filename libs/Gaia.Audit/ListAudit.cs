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
        await using var command = NewestCommand(before, limit, subject, stacks);
        var rows = new List<AuditRow>();
        await foreach (var row in ReadAsync(command, cancellationToken)) rows.Add(row);
        return rows;
    }

    /// <summary>
    /// Reads no more rows than it answers with: where only some stacks are in reach the stacks that have entries are found first, one
    /// index entry each, and then the newest entries of those.
    /// </summary>
    internal NpgsqlCommand NewestCommand(long? before, int limit, string? subject, IReadOnlyList<string>? stacks)
    {
        const string newest = $"SELECT {Columns} FROM audit.entries WHERE sequence < $1 AND ($3::text IS NULL OR subject = $3)";
        const string ofReach =
            $"""
            WITH RECURSIVE each (stack) AS (
                (SELECT stack FROM audit.entries WHERE stack IS NOT NULL ORDER BY stack LIMIT 1)
                UNION ALL
                SELECT (SELECT next.stack FROM audit.entries AS next WHERE next.stack > each.stack ORDER BY next.stack LIMIT 1)
                FROM each WHERE each.stack IS NOT NULL)
            SELECT found.* FROM each CROSS JOIN LATERAL ({newest} AND entries.stack = each.stack ORDER BY sequence DESC LIMIT $2) AS found
            WHERE each.stack LIKE ANY ($4)
            ORDER BY found.sequence DESC LIMIT $2
            """;
        var command = database.CreateCommand(stacks is null || subject is not null
            ? $"{newest} AND ($4::text[] IS NULL OR stack LIKE ANY ($4)) ORDER BY sequence DESC LIMIT $2"
            : ofReach);
        command.Parameters.Add(new() { Value = before ?? long.MaxValue });
        command.Parameters.Add(new() { Value = limit });
        command.Parameters.Add(new() { Value = (object?)subject ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text });
        command.Parameters.Add(new() { Value = (object?)stacks?.ToArray() ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Array | NpgsqlTypes.NpgsqlDbType.Text });
        return command;
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
