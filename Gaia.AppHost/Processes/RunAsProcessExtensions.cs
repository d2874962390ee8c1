using Gaia.AppHost.Local;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Gaia.AppHost.Processes;

/// <summary>
/// Where there is no container engine the servers are this machine's own programs: same name, endpoint, password,
/// databases and kept data. What is published is always the container.
/// </summary>
internal static class RunAsProcessExtensions
{
    public static IResourceBuilder<PostgresServerResource> RunAsProcess(this IResourceBuilder<PostgresServerResource> builder, LocalMachine machine)
    {
        builder.WithAnnotation(new RestartAnnotation());
        if (!machine.RunsProcesses)
            return builder;
        var server = builder.Resource;
        var folder = machine.Data.Server(server.Name);
        machine.Requirements.Add(() => PostgresPrograms.Missing(server.Name, folder));

        string? administration = null;
        var check = $"{server.Name}_process_check";
        builder.ApplicationBuilder.Services.AddHealthChecks().AddNpgSql(_ => administration ?? throw new NotStartedException(), name: check);
        builder.ReplaceByProcess(machine, "postgres.sh")
            .WithEnvironment(context => context.EnvironmentVariables["GAIA_POSTGRES_BIN"] = PostgresPrograms.For(folder) ?? "")
            .WithHealthCheck(check)
            .OnConnectionStringAvailable(async (_, _, ct) =>
                administration = $"{await server.GetConnectionStringAsync(ct)};Database=postgres;Pooling=false;Timeout=5")
            .OnResourceReady((_, _, ct) => CreateDatabasesAsync(server, administration!, ct));
        return builder;
    }

    public static IResourceBuilder<RedisResource> RunAsProcess(this IResourceBuilder<RedisResource> builder, LocalMachine machine)
    {
#pragma warning disable ASPIRECERTIFICATES001 // Where a developer certificate is trusted, Aspire would turn Redis to TLS.
        builder.WithAnnotation(new RestartAnnotation()).WithoutHttpsCertificate();
#pragma warning restore ASPIRECERTIFICATES001
        if (!machine.RunsProcesses)
            return builder;
        var server = builder.Resource;
        machine.Requirements.AddProgram(server.Name, "redis-server", "redis-server", "valkey-server");

        string? connection = null;
        var check = $"{server.Name}_process_check";
        builder.ApplicationBuilder.Services.AddHealthChecks().AddRedis(_ => connection ?? throw new NotStartedException(), name: check);
        builder.ReplaceByProcess(machine, "redis.sh")
            .WithHealthCheck(check)
            .OnConnectionStringAvailable(async (_, _, ct) => connection = await server.GetConnectionStringAsync(ct));
        return builder;
    }

    private static async Task CreateDatabasesAsync(PostgresServerResource server, string administration, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(administration);
        await connection.OpenAsync(ct);
        foreach (var name in server.Databases.Values)
        {
            await using var find = new NpgsqlCommand("select 1 from pg_database where datname = $1", connection) { Parameters = { new() { Value = name } } };
            if (await find.ExecuteScalarAsync(ct) is not null)
                continue;
            await using var create = new NpgsqlCommand($"create database \"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"", connection);
            await create.ExecuteNonQueryAsync(ct);
        }
    }

    private sealed class NotStartedException() : InvalidOperationException("It has not started yet.");
}
