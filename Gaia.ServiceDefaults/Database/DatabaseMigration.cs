using System.Reflection;
using Gaia.ServiceDefaults.Database;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Microsoft.Extensions.Hosting;

public static class DatabaseMigration
{
    /// <summary>
    /// Brings the schema of every given capability up to date before the service takes work: waits for PostgreSQL,
    /// takes one advisory lock (any number of replicas may start at once) and applies Migrations/*.sql in order.
    /// </summary>
    public static async Task MigrateAsync(this IHost app, params Assembly[] capabilities)
    {
        var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Gaia.Migrations");
        var time = app.Services.GetService<TimeProvider>() ?? TimeProvider.System;
        var stopping = app.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        var dataSource = app.Services.GetRequiredService<NpgsqlDataSource>();
        await new PostgresWait(logger, time).UntilReadyAsync(dataSource, stopping);
        await new SchemaMigrator(logger).ApplyAsync(dataSource, capabilities, stopping);
    }
}
