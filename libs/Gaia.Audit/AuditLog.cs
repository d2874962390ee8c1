using Gaia.Contracts.Audit;
using Npgsql;

namespace Gaia.Audit;

/// <summary>Appends to the audit log in the caller's transaction: what was done and its record commit together.</summary>
public sealed class AuditLog(TimeProvider time)
{
    // The chain has one end, so writers take turns. The lock is held until the caller commits. Call AppendAsync last
    // before the commit: a transaction that holds this lock then waits for nothing else, so it is in no deadlock, and
    // others wait for one commit only. The end is read by a statement of its own, after the lock: READ COMMITTED gives
    // each statement a fresh snapshot, and one taken before the wait would miss the row that was waited for.
    private const string Lock = "SELECT pg_advisory_xact_lock(hashtextextended('gaia.audit', 0))";
    private const string Last = "SELECT sequence, hash FROM audit.entries ORDER BY sequence DESC LIMIT 1";
    private const string Insert = """
        INSERT INTO audit.entries (sequence, at, actor, action, subject, detail, hash, previous_hash, stack)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        """;

    /// <param name="transaction">READ COMMITTED; everything else it does comes before this call.</param>
    public async Task<AuditRow> AppendAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, AuditEntry entry, CancellationToken cancellationToken)
    {
        var (sequence, previous) = await EndAsync(connection, transaction, cancellationToken);
        var row = Chain(sequence + 1, previous, entry);
        await using var insert = new NpgsqlCommand(Insert, connection, transaction);
        foreach (var value in (object?[])[row.Sequence, row.At, row.Actor, row.Action, row.Subject, row.Detail, row.Hash, row.PreviousHash, row.Stack])
            insert.Parameters.Add(new() { Value = value ?? DBNull.Value });
        await insert.ExecuteNonQueryAsync(cancellationToken);
        return row;
    }

    private static async Task<(long Sequence, string Hash)> EndAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection, transaction) { BatchCommands = { new(Lock), new(Last) } };
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? (reader.GetInt64(0), reader.GetString(1)) : (0, AuditHash.Genesis);
    }

    private AuditRow Chain(long sequence, string previous, AuditEntry entry)
    {
        var now = time.GetUtcNow();
        var at = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
        var hash = AuditHash.Of(previous, sequence, at, entry.Actor, entry.Action, entry.Subject, entry.Detail, entry.Stack);
        return new(sequence, at, entry.Actor, entry.Action, entry.Subject, entry.Detail, hash, previous, entry.Stack);
    }
}
