using Microsoft.Extensions.Logging;
using Npgsql;

namespace Gaia.ServiceDefaults.Database;

/// <summary>Waits until PostgreSQL takes connections; says at once and then every ten seconds what it waits for.</summary>
internal sealed partial class PostgresWait(ILogger logger, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LogEvery = TimeSpan.FromSeconds(10);

    public async Task UntilReadyAsync(NpgsqlDataSource dataSource, CancellationToken ct)
    {
        var started = time.GetTimestamp();
        long? lastLog = null;
        while (true)
        {
            try
            {
                await using var connection = await dataSource.OpenConnectionAsync(ct);
                if (lastLog is not null)
                    LogReady(time.GetElapsedTime(started).TotalSeconds);
                return;
            }
            catch (NpgsqlException e) when (MayPass(e))
            {
                if (lastLog is null || time.GetElapsedTime(lastLog.Value) >= LogEvery)
                {
                    lastLog = time.GetTimestamp();
                    LogWaiting(Where(dataSource), e.GetBaseException().Message);
                }
            }
            await Task.Delay(Pause, time, ct);
        }
    }

    /// <summary>After it went away in the middle of something.</summary>
    public Task PauseAsync(NpgsqlDataSource dataSource, Exception fault, CancellationToken ct)
    {
        LogWaiting(Where(dataSource), fault.GetBaseException().Message);
        return Task.Delay(Pause, time, ct);
    }

    /// <summary>Whether it ended the connection, or broke it: not that it refused what was asked.</summary>
    public static bool HasGone(Exception fault) => (fault as NpgsqlException ?? fault.InnerException as NpgsqlException) switch
    {
        PostgresException refused => refused.SqlState.StartsWith("57P", StringComparison.Ordinal) || refused.SqlState.StartsWith("08", StringComparison.Ordinal),
        { } broken => broken.IsTransient,
        null => false,
    };

    // A wrong password or role will not mend itself; a refused connection, a starting server or a missing database may.
    private static bool MayPass(NpgsqlException e) =>
        e is not PostgresException { SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification };

    private static string Where(NpgsqlDataSource dataSource)
    {
        var target = new NpgsqlConnectionStringBuilder(dataSource.ConnectionString);
        return $"{target.Host}:{target.Port}/{target.Database}";
    }

    [LoggerMessage(EventName = "migrations.waiting", Level = LogLevel.Warning,
        Message = "Waiting for PostgreSQL at {Target}: {Reason}. Still trying; check that it runs and ConnectionStrings__gaia.")]
    private partial void LogWaiting(string target, string reason);

    [LoggerMessage(EventName = "migrations.ready", Level = LogLevel.Information, Message = "PostgreSQL is ready after {Seconds:F1} s.")]
    private partial void LogReady(double seconds);
}
