using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace Gaia.AppHost.Local;

internal static class ResetCommand
{
    private const string Question =
        "This deletes everything Gaia keeps here: runs, plans, locks, tokens, the audit log, and the state of components without a backend of their own. "
        + "What terraform has made stays, and Gaia no longer knows of it.";

    /// <summary>"Reset data": Gaia as it is on the first day, without stopping the AppHost.</summary>
    public static void WithResetCommand(
        this IResourceBuilder<PostgresServerResource> postgres, IResourceBuilder<PostgresDatabaseResource> gaia, IResourceBuilder<RedisResource> redis,
        IResourceBuilder<ProjectResource> migrations, IResourceBuilder<ProjectResource> api, IResourceBuilder<ProjectResource> worker, LocalMachine machine)
    {
        var app = postgres.ApplicationBuilder;
        if (!app.ExecutionContext.IsRunMode || !app.Environment.IsDevelopment() || GaiaCommand.Program is null)
            return;
        var stores = new GaiaStores(postgres.Resource, gaia.Resource, redis.Resource, machine.Data);
        var command = new GaiaCommand(api, machine);
        app.Services.AddSingleton<ServiceControl>();
        app.Services.AddSingleton(services => new ResetData(stores, command, services.GetRequiredService<ServiceControl>(), new(migrations.Resource, api.Resource, worker.Resource)));
        postgres.WithCommand("reset-data", "Reset data", context => context.Services.GetRequiredService<ResetData>().ExecuteAsync(context.CancellationToken), new CommandOptions
        {
            Description = "Deletes what Gaia keeps in PostgreSQL, Redis and files, and starts its services again. Refused while a run is applying.",
            ConfirmationMessage = Question,
            IconName = "ArrowReset",
            UpdateState = context => context.ResourceSnapshot.HealthStatus == HealthStatus.Healthy ? ResourceCommandState.Enabled : ResourceCommandState.Disabled,
        });
    }
}
