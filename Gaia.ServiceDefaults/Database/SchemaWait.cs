using System.Reflection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Gaia.ServiceDefaults.Database;

/// <summary>
/// Waits until somebody else has brought the schema to this program's version; says at once and then every ten seconds what
/// is missing. A role or password that is not right yet is waited for too: the migration makes them.
/// </summary>
internal sealed partial class SchemaWait(ILogger logger, TimeProvider time, Action<string> missing)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LogEvery = TimeSpan.FromSeconds(10);

    public async Task UntilMigratedAsync(NpgsqlDataSource database, IReadOnlyList<Assembly> capabilities, CancellationToken ct)
    {
        var version = new SchemaVersion(capabilities);
        long? lastLog = null;
        while (await LookAsync(version, database, ct) is { } reason)
        {
            missing(reason);
            if (lastLog is null || time.GetElapsedTime(lastLog.Value) >= LogEvery)
            {
                lastLog = time.GetTimestamp();
                LogWaiting(reason);
            }
            await Task.Delay(Pause, time, ct);
        }
        if (lastLog is not null) LogReady();
    }

    private static async Task<string?> LookAsync(SchemaVersion version, NpgsqlDataSource database, CancellationToken ct)
    {
        try
        {
            return await version.MissingAsync(database, ct);
        }
        catch (NpgsqlException e)
        {
            return e.GetBaseException().Message;
        }
    }

    [LoggerMessage(EventName = "migrations.awaited", Level = LogLevel.Warning,
        Message = "Waiting for the database to be migrated: {Reason}. `Gaia.Api migrate` does it; a wrong password or server: check ConnectionStrings__gaia and Gaia__Database__PasswordFile.")]
    private partial void LogWaiting(string reason);

    [LoggerMessage(EventName = "migrations.current", Level = LogLevel.Information, Message = "The database is migrated.")]
    private partial void LogReady();
}
