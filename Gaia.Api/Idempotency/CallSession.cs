using System.Security.Cryptography;
using Npgsql;

namespace Gaia.Api.Idempotency;

/// <summary>
/// One connection of this server to PostgreSQL, which holds an advisory lock while it lives. It dies with the process and with the
/// connection; whoever can take the lock of a session knows that it is over.
/// </summary>
internal sealed class CallSession(NpgsqlDataSource database) : IAsyncDisposable
{
    private readonly SemaphoreSlim opening = new(1);
    private NpgsqlConnection? connection;
    private long id;

    /// <param name="over">The session that was found to be over; another takes its place.</param>
    public async Task<long> IdAsync(long? over, CancellationToken cancellationToken)
    {
        await opening.WaitAsync(cancellationToken);
        try
        {
            if (connection is null || id == over) await OpenAsync(cancellationToken);
            return id;
        }
        finally
        {
            opening.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (connection is not null) await connection.DisposeAsync();
        opening.Dispose();
    }

    // Asked once more, so that the driver sees that it is broken and does not give it to the next who wants one.
    private async Task EndAsync(CancellationToken cancellationToken)
    {
        if (connection is not { } old) return;
        connection = null;
        await using (old)
        {
            try
            {
                await using var ask = new NpgsqlCommand("SELECT pg_advisory_unlock_all()", old);
                await ask.ExecuteNonQueryAsync(cancellationToken);
            }
            catch (Exception fault) when (fault is NpgsqlException or InvalidOperationException)
            {
                // The connection is broken, and its session with the lock is over.
            }
        }
    }

    private async Task OpenAsync(CancellationToken cancellationToken)
    {
        await EndAsync(cancellationToken);
        var (next, number) = (await database.OpenConnectionAsync(cancellationToken), BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long))));
        try
        {
            await using var take = new NpgsqlCommand("SELECT pg_advisory_lock($1)", next) { Parameters = { new() { Value = number } } };
            await take.ExecuteNonQueryAsync(cancellationToken);
        }
        catch
        {
            await next.DisposeAsync();
            throw;
        }
        (connection, id) = (next, number);
    }
}
