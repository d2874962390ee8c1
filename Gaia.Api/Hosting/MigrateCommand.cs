using Gaia.ServiceDefaults.Database;
using Gaia.ServiceDefaults.Settings;
using Npgsql;

namespace Gaia.Api.Hosting;

/// <summary><c>Gaia.Api migrate</c>: roles, schemas and grants, by an administrator's connection; then it ends.</summary>
internal static partial class MigrateCommand
{
    private const int Interrupted = 130;

    public static bool IsAsked(string[] args) => args is ["migrate", ..];

    /// <returns>The exit code: 1 where the database is not as it must be, 130 where it was told to stop.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var builder = Host.CreateApplicationBuilder(args[1..]);
        return await CheckedStart.RunAsync(builder.Configuration, () => MigrateAsync(builder));
    }

    private static async Task<int> MigrateAsync(HostApplicationBuilder builder)
    {
        builder.AddServiceDefaults();
        builder.AddGaiaDatabase();
        using var app = builder.Build();
        app.Services.DemandSettings();
        await app.StartAsync(); // telemetry, and what hears SIGTERM
        var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Gaia.Migrations");
        try
        {
            await app.MigrateAsOwnerAsync(Capabilities.All, app.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping);
            LogDone(logger);
            return 0;
        }
        catch (OperationCanceledException)
        {
            return Interrupted;
        }
        catch (Exception refused) when (refused is RoleSetupException or PasswordFileException or NpgsqlException or InvalidOperationException)
        {
            LogRefused(logger, refused.Message);
            return 1;
        }
        finally
        {
            await app.StopAsync();
        }
    }

    [LoggerMessage(EventName = "migrations.done", Level = LogLevel.Information, Message = "Roles, schemas and grants are up to date.")]
    private static partial void LogDone(ILogger logger);

    [LoggerMessage(EventName = "migrations.refused", Level = LogLevel.Error, Message = "Nothing was migrated: {Reason}")]
    private static partial void LogRefused(ILogger logger, string reason);
}
