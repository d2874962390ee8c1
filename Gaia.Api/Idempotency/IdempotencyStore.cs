using System.Collections.Concurrent;
using Npgsql;
using NpgsqlTypes;

namespace Gaia.Api.Idempotency;

/// <summary>All SQL of schema "api".</summary>
internal sealed partial class IdempotencyStore(NpgsqlDataSource database, CallSession session, TimeProvider time, ILogger<IdempotencyStore> logger)
{
    private const int Tries = 3;
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    // What this server runs now. A row of its session that is not here is of a call that failed while PostgreSQL was away.
    private readonly ConcurrentDictionary<(string Actor, string Key), long> running = new();

    // Answers of calls that were carried out and are not in their rows yet.
    private readonly ConcurrentDictionary<(string Actor, string Key), SavedAnswer> unwritten = new();

    /// <returns>Null when the caller is to carry the request out; else the answer that was given before.</returns>
    /// <exception cref="IdempotencyException">A different request, or the first is still running.</exception>
    public async Task<SavedAnswer?> BeginAsync(string actor, string key, byte[] hash, CancellationToken cancellationToken)
    {
        if (unwritten.TryGetValue((actor, key), out var late)) await TryWriteAsync(actor, key, late);
        while (!await ClaimAsync(actor, key, hash, cancellationToken))
        {
            await using var command = database.CreateCommand(
                "SELECT request_hash, status, content_type, location, etag, body FROM api.idempotency WHERE actor = $1 AND key = $2");
            command.Parameters.Add(new() { Value = actor });
            command.Parameters.Add(new() { Value = key });
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            if (!await reader.ReadAsync(cancellationToken))
            {
                if (running.ContainsKey((actor, key))) throw IdempotencyException.InProgress(key); // by this server, which is about to claim it or to give it up
                continue; // given up meanwhile: claim it again
            }
            if (!reader.GetFieldValue<byte[]>(0).AsSpan().SequenceEqual(hash)) throw IdempotencyException.Reused(key);
            if (await reader.IsDBNullAsync(1, cancellationToken)) throw IdempotencyException.InProgress(key);
            return new(reader.GetInt16(1), Text(reader, 2), Text(reader, 3), Text(reader, 4), reader.IsDBNull(5) ? null : reader.GetFieldValue<byte[]>(5));
        }
        return null;
    }

    /// <summary>
    /// The request was carried out. Where PostgreSQL does not take the answer now, the key stays in use and whoever repeats the request has it
    /// tried again: carried out twice it is not while this server lives.
    /// </summary>
    public async Task CompleteAsync(string actor, string key, SavedAnswer answer)
    {
        unwritten[(actor, key)] = answer;
        for (var left = Tries - 1; !await TryWriteAsync(actor, key, answer) && left > 0; left--) await Task.Delay(Pause, time);
    }

    private async Task<bool> TryWriteAsync(string actor, string key, SavedAnswer answer)
    {
        try
        {
            await WriteAsync(actor, key, answer);
            return true;
        }
        catch (Exception fault) when (fault is NpgsqlException or InvalidOperationException)
        {
            LogUnwritten(fault, actor);
            return false;
        }
    }

    // Without a token: it does not depend on who asked.
    private async Task WriteAsync(string actor, string key, SavedAnswer answer)
    {
        if (!running.TryGetValue((actor, key), out var own)) return; // another call has written it meanwhile
        await using var command = database.CreateCommand("""
            UPDATE api.idempotency SET status = $3, content_type = $4, location = $5, etag = $6, body = $7
            WHERE actor = $1 AND key = $2 AND session = $8
            """);
        command.Parameters.Add(new() { Value = actor });
        command.Parameters.Add(new() { Value = key });
        command.Parameters.Add(new() { Value = (short)answer.Status });
        foreach (var text in (string?[])[answer.ContentType, answer.Location, answer.ETag])
            command.Parameters.Add(new() { Value = (object?)text ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.Add(new() { Value = (object?)answer.Body ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bytea });
        command.Parameters.Add(new() { Value = own });
        await command.ExecuteNonQueryAsync();
        unwritten.TryRemove((actor, key), out _);
        running.TryRemove(new((actor, key), own));
    }

    /// <summary>The request was refused or failed: nothing was done, so the key may be used again.</summary>
    public async Task GiveUpAsync(string actor, string key, CancellationToken cancellationToken)
    {
        if (!running.TryGetValue((actor, key), out var own)) return;
        try
        {
            await GiveUpAsync(actor, key, own, cancellationToken);
        }
        finally
        {
            running.TryRemove((actor, key), out _); // last: whoever claims it next on this server has a row of its own
        }
    }

    private async Task GiveUpAsync(string actor, string key, long own, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("DELETE FROM api.idempotency WHERE actor = $1 AND key = $2 AND status IS NULL AND session = $3");
        command.Parameters.Add(new() { Value = actor });
        command.Parameters.Add(new() { Value = key });
        command.Parameters.Add(new() { Value = own });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task<bool> ClaimAsync(string actor, string key, byte[] hash, CancellationToken cancellationToken)
    {
        var own = await session.IdAsync(over: null, cancellationToken);
        if (!running.TryAdd((actor, key), own)) return false;
        var claimed = false;
        try
        {
            while (true)
            {
                var (isOver, isClaimed) = await ClaimAsync(actor, key, hash, own, cancellationToken);
                if (!isOver) return claimed = isClaimed;
                running[(actor, key)] = own = await session.IdAsync(over: own, cancellationToken);
            }
        }
        finally
        {
            if (!claimed) running.TryRemove((actor, key), out _);
        }
    }

    // Of two calls at once one inserts; the other waits for its commit, finds the row and does not fit the WHERE. The commit
    // does not wait for the disk: whatever the call then commits does, and takes the claim with it. The lock of a session
    // can be shared only where the session is over, by any number who ask; a claim in the name of one that is over counts for nothing.
    private async Task<(bool IsOver, bool IsClaimed)> ClaimAsync(string actor, string key, byte[] hash, long own, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(new("DO $$ BEGIN PERFORM set_config('synchronous_commit', 'off', true); END $$"));
        batch.BatchCommands.Add(new("DELETE FROM api.idempotency WHERE started_at < $1") { Parameters = { new() { Value = now - Kept } } });
        batch.BatchCommands.Add(new("SELECT pg_try_advisory_xact_lock_shared($1)") { Parameters = { new() { Value = own } } });
        batch.BatchCommands.Add(new("""
            INSERT INTO api.idempotency AS held (actor, key, request_hash, started_at, session) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (actor, key) DO UPDATE
            SET started_at = excluded.started_at, request_hash = excluded.request_hash, session = excluded.session
            WHERE held.status IS NULL AND (held.session IS NULL OR held.session = $5 OR pg_try_advisory_xact_lock_shared(held.session))
            RETURNING 1
            """)
        {
            Parameters = { new() { Value = actor }, new() { Value = key }, new() { Value = hash }, new() { Value = now }, new() { Value = own } },
        });
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        var isOver = reader.GetBoolean(0);
        await reader.NextResultAsync(cancellationToken);
        return (isOver, await reader.ReadAsync(cancellationToken));
    }

    private static string? Text(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    [LoggerMessage(EventName = "api.answer-unwritten", Level = LogLevel.Warning,
        Message = "What a call of {Actor} with an Idempotency-Key answered cannot be written yet; its key stays in use.")]
    private partial void LogUnwritten(Exception fault, string actor);
}
