using System.Reflection;
using Gaia.ServiceDefaults.Database;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Microsoft.Extensions.Hosting;

public static class DatabaseMigration
{
    /// <summary>
    /// Makes the roles, gives them the schemas, migrates as their owner and grants: all of it idempotent, any number may
    /// do it at once. Waits for PostgreSQL first. Of the administrator's connection string.
    /// </summary>
    /// <exception cref="RoleSetupException">A role is not as it must be, and this administrator cannot mend it.</exception>
    public static async Task MigrateAsOwnerAsync(this IHost app, IReadOnlyList<Assembly> capabilities, CancellationToken ct)
    {
        var (configuration, logger, administrator) = Parts(app);
        var options = GaiaDatabase.Options(configuration);
        var passwords = RolePasswords.Of(options);
        await using var owner = GaiaDatabase.AsOwner(configuration.GetConnectionString(GaiaDatabase.ConnectionName)!, options.PasswordFile);
        await UntilDoneAsync(new PostgresWait(logger, Time(app)), administrator, async () =>
        {
            await new RoleSetup(logger).ApplyAsync(administrator, passwords, [.. capabilities.Select(SchemaMigrator.SchemaOf)], ct);
            await new SchemaMigrator(logger).ApplyAsync(owner, capabilities, ct, grants: true);
        }, ct);
    }

    /// <summary>
    /// Before a service takes work: waits until the schemas are at its version. With <c>Gaia:Database:Migrate</c> it brings
    /// them there itself, as the role it has: Migrations/*.sql in order, under one advisory lock.
    /// </summary>
    /// <param name="missing">Is told what is waited for.</param>
    public static async Task UntilMigratedAsync(this IHost app, IReadOnlyList<Assembly> capabilities, bool mayMigrate = false, Action<string>? missing = null)
    {
        var (configuration, logger, database) = Parts(app);
        var stopping = app.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        if (mayMigrate && GaiaDatabase.Options(configuration).Migrate)
            await UntilDoneAsync(
                new PostgresWait(logger, Time(app)), database, () => new SchemaMigrator(logger).ApplyAsync(database, capabilities, stopping), stopping);
        else
            await new SchemaWait(logger, Time(app), missing ?? (_ => { })).UntilMigratedAsync(database, capabilities, stopping);
    }

    // Where PostgreSQL goes away meanwhile, all over again: a script counts with its commit.
    private static async Task UntilDoneAsync(PostgresWait wait, NpgsqlDataSource database, Func<Task> work, CancellationToken ct)
    {
        while (true)
        {
            await wait.UntilReadyAsync(database, ct);
            try
            {
                await work();
                return;
            }
            catch (Exception fault) when (PostgresWait.HasGone(fault))
            {
                await wait.PauseAsync(database, fault, ct);
            }
        }
    }

    private static (IConfiguration Configuration, ILogger Logger, NpgsqlDataSource Database) Parts(IHost app) => (
        app.Services.GetRequiredService<IConfiguration>(),
        app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Gaia.Migrations"),
        app.Services.GetRequiredService<NpgsqlDataSource>());

    private static TimeProvider Time(IHost app) => app.Services.GetService<TimeProvider>() ?? TimeProvider.System;
}
