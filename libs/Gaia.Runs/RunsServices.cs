using Gaia.Audit;
using Gaia.Configurations;
using Gaia.Jobs;
using Gaia.Runs.Configurations;
using Gaia.Runs.Disks;
using Gaia.Runs.Events;
using Gaia.Runs.Execution;
using Gaia.Runs.Fetching;
using Gaia.Runs.Isolation;
using Gaia.Runs.Isolation.Pods;
using Gaia.Runs.Keys;
using Gaia.Runs.Locks;
using Gaia.Runs.Plans;
using Gaia.Runs.Quotas;
using Gaia.Runs.Retention;
using Gaia.Runs.States;
using Gaia.Runs.Terraform;
using Gaia.Runs.Variables;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace Gaia.Runs;

public static class RunsServices
{
    /// <summary>The operations. Wants an <c>NpgsqlDataSource</c>; uses an <c>IConnectionMultiplexer</c> where there is one.</summary>
    public static IServiceCollection AddRuns(this IServiceCollection services)
    {
        services.AddAudit().AddJobs().AddConfigurations();
        services.AddOptions<RunsOptions>().BindConfiguration(RunsOptions.Section).ValidateDataAnnotations().ValidateOnStart()
            .Validate(options => options.Url is null or { IsAbsoluteUri: true, Scheme: "http" or "https" }, "Gaia__Url takes the address of the API as workers reach it, such as http://gaia-api:8080.")
            .Validate<IConfiguration>((_, configuration) => IsRedis(configuration.GetConnectionString("redis")), "ConnectionStrings__redis cannot be read: it takes HOST:PORT, and perhaps password=SECRET after a comma.");
        services.TryAddSingleton(provider => new RunSignals(
            provider.GetRequiredService<ILogger<RunSignals>>(), provider.GetService<IConnectionMultiplexer>()));
        services.AddSingleton<RunStore>().AddSingleton<LockStore>().AddSingleton<RunEventStore>();
        services.AddSingleton<RunChanges>().AddSingleton<IConfigurationIndex, ConfigurationIndex>();
        services.AddSingleton<StateOwners>().AddSingleton<ResolveRun>().AddSingleton<FetchSignal>().AddSingleton<QueueRun>().AddSingleton<ApproveRun>().AddSingleton<DiscardRun>().AddSingleton<CancelRun>();
        services.AddSingleton<FindRun>().AddSingleton<ListRuns>().AddSingleton<KeptPlans>().AddSingleton<FindPlan>().AddSingleton<ReadRunEvents>();
        services.AddSingleton<FindOutputs>().AddSingleton<ListLocks>().AddSingleton<RunVariables>().AddSingleton<RequestHash>().AddSingleton<ApprovalPolicy>();
        services.AddSingleton<FindLowDisks>().AddSingleton<StorageHealth>();
        services.AddStates();
        services.AddRetention();
        return services;
    }

    private static bool IsRedis(string? connection)
    {
        try
        {
            return string.IsNullOrEmpty(connection) || ConfigurationOptions.Parse(connection) is not null;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static void AddRetention(this IServiceCollection services)
    {
        services.AddOptions<RetentionOptions>().BindConfiguration(RetentionOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<RetentionStore>().AddSingleton<UnwantedBlobs>().AddSingleton<SweepRetention>().AddSingleton<QueueSweep>().AddSingleton<FindRetention>();
        services.AddSingleton<RemoveUnpacked>().AddHostedService(provider => provider.GetRequiredService<RemoveUnpacked>());
        services.AddSingleton<HoldStore>().AddSingleton<Holds>();
        services.AddOptions<QuotasOptions>().BindConfiguration(QuotasOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<QuotasOptions>, QuotasValidation>().AddSingleton<CheckQuota>();
    }

    private static void AddStates(this IServiceCollection services)
    {
        services.AddOptions<KeysOptions>().BindConfiguration(KeysOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<KeysOptions>, KeysOptionsValidator>().AddSingleton<KeyRing>().AddSingleton(Protection);
        services.AddSingleton<StateStore>().AddSingleton<StateBlobs>().AddSingleton<StateChanges>();
        services.AddSingleton<ReadState>().AddSingleton<WriteState>().AddSingleton<DeleteState>().AddSingleton<LockState>().AddSingleton<UnlockState>();
        services.AddSingleton<ListStates>().AddSingleton<FindState>().AddSingleton<FindStateVersions>();
        services.AddSingleton<RollbackState>().AddSingleton<AdoptState>().AddSingleton<ReadErroredState>();
        services.AddSingleton<RunTokens>().AddSingleton<KnownStates>();
    }

    private static StateProtection Protection(IServiceProvider services)
    {
        var keys = services.GetRequiredService<IOptions<KeysOptions>>().Value;
        return new(services.GetRequiredService<KeyRing>(), string.IsNullOrEmpty(keys.Kms) ? GivenKeys.Of(keys) : new KmsKeys(keys, services.GetRequiredService<TimeProvider>()));
    }

    /// <summary>What an API needs beside them to run what the registered repository holds, of which its machine has the mirror.</summary>
    public static IServiceCollection AddRunFetching(this IServiceCollection services) =>
        services.AddSingleton<FetchRun>().AddHostedService<FetchRuns>();

    /// <summary>What a worker needs beside them to plan and apply; its job handlers call <see cref="PlanRun"/> and <see cref="ApplyRun"/>.</summary>
    public static IServiceCollection AddRunExecution(this IServiceCollection services)
    {
        services.AddRuns();
        services.AddSingleton<RunPods>().AddSingleton<RunIsolation>().AddHostedService<ReportIsolation>().AddHostedService<SweepRunPods>();
        services.AddSingleton<FillProviderCache>().AddHostedService(provider => provider.GetRequiredService<FillProviderCache>());
        services.AddSingleton<TerraformProgram>().AddSingleton<PrepareComponent>().AddSingleton<TerraformSteps>().AddSingleton<RunStoreHooks>().AddSingleton<RunSessions>();
        services.AddSingleton<KeepState>().AddSingleton<LostOutput>().AddSingleton<InterruptedApply>().AddSingleton<PlanRun>().AddSingleton<ApplyRun>();
        services.AddHostedService<RemoveOldWork>().AddHostedService<EndLeftSandboxes>();
        return services;
    }
}
