using Gaia.ProcessHost.Running;
using Npgsql;

namespace Gaia.ProcessHost;

public static class PostgresExtensions
{
    /// <summary>A PostgreSQL server from the machine's programs, on loopback, with a password. In Aspire: a container.</summary>
    public static IResourceBuilder<PostgresServerResource> AddPostgres(
        this IDistributedApplicationBuilder builder,
        string name,
        IResourceBuilder<ParameterResource>? userName = null,
        IResourceBuilder<ParameterResource>? password = null,
        int? port = null)
    {
        var resource = new PostgresServerResource(
            name, userName?.Resource, password?.Resource ?? builder.AddGenerated($"{name}-password", special: true));
        var server = new PostgresServer(resource);
        resource.Annotations.Add(new EndpointAnnotation(PostgresServerResource.EndpointName, "tcp")
        {
            Port = port,
            TargetPort = 5432,
            TargetIsCustom = true,
        });
        resource.Annotations.Add(new LaunchAnnotation(server.PrepareAsync) { Missing = () => PostgresPrograms.Missing(name) });
        resource.Annotations.Add(new HealthCheckAnnotation((_, ct) => AnswersAsync(resource, ct)));
        return builder.AddResource(resource);
    }

    public static IResourceBuilder<PostgresDatabaseResource> AddDatabase(
        this IResourceBuilder<PostgresServerResource> builder, string name, string? databaseName = null)
    {
        var database = new PostgresDatabaseResource(name, databaseName ?? name, builder.Resource);
        builder.Resource.Databases.Add(database);
        database.Annotations.Add(new WaitAnnotation(builder.Resource, WaitType.UntilHealthy, WaitBehavior.WaitOnResourceUnavailable));
        database.Annotations.Add(new LaunchAnnotation(launch => CreateAsync(database, launch)));
        database.Annotations.Add(new HealthCheckAnnotation((_, ct) => AnswersAsync(database, ct)));
        return builder.ApplicationBuilder.AddResource(database);
    }

    private static async Task<ProcessSpec?> CreateAsync(PostgresDatabaseResource database, LaunchContext launch)
    {
        await using var connection = await OpenAsync(database.Server, launch.Stopping);
        await using var find = new NpgsqlCommand("select 1 from pg_database where datname = $1", connection)
        {
            Parameters = { new() { Value = database.DatabaseName } },
        };
        if (await find.ExecuteScalarAsync(launch.Stopping) is not null)
            return null;
        var quoted = database.DatabaseName.Replace("\"", "\"\"", StringComparison.Ordinal);
        await using var create = new NpgsqlCommand($"create database \"{quoted}\"", connection);
        await create.ExecuteNonQueryAsync(launch.Stopping);
        launch.Say($"created database {database.DatabaseName}");
        return null;
    }

    private static async Task AnswersAsync(IResourceWithConnectionString resource, CancellationToken ct)
    {
        await using var connection = await OpenAsync(resource, ct);
        await using var command = new NpgsqlCommand("select 1", connection);
        await command.ExecuteScalarAsync(ct);
    }

    private static async Task<NpgsqlConnection> OpenAsync(IResourceWithConnectionString resource, CancellationToken ct)
    {
        // Unpooled: a pooled connection would keep a server that must stop waiting, or answer for one that is gone.
        var target = new NpgsqlConnectionStringBuilder(await resource.ConnectionStringExpression.GetValueAsync(ct)) { Pooling = false, Timeout = 5 };
        var connection = new NpgsqlConnection(target.ConnectionString);
        await connection.OpenAsync(ct);
        return connection;
    }
}
