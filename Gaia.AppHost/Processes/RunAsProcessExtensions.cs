using Gaia.AppHost.Local;

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
        machine.Requirements.Add(() => PostgresPrograms.Missing(server.Name, folder, ProgramFolders.OfThisMachine));
        builder.ReplaceByProcess(machine, "postgres.sh").WithEnvironment(async context =>
        {
            context.EnvironmentVariables["GAIA_POSTGRES_BIN"] = PostgresPrograms.For(folder, ProgramFolders.OfThisMachine) ?? "";
            await InitFiles.WriteAsync(server, Path.Combine(folder, "init"), context.ExecutionContext.Services, context.CancellationToken);
        });
        return builder;
    }

    public static IResourceBuilder<RedisResource> RunAsProcess(this IResourceBuilder<RedisResource> builder, LocalMachine machine)
    {
#pragma warning disable ASPIRECERTIFICATES001 // Where a developer certificate is trusted, Aspire would turn Redis to TLS.
        builder.WithAnnotation(new RestartAnnotation()).WithoutHttpsCertificate();
#pragma warning restore ASPIRECERTIFICATES001
        if (!machine.RunsProcesses)
            return builder;
        machine.Requirements.AddProgram(builder.Resource.Name, "redis-server", "redis-server", "valkey-server");
        builder.ReplaceByProcess(machine, "redis.sh", imageArguments: 1);
        return builder;
    }
}
