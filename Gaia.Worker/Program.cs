using Gaia.Audit;
using Gaia.Jobs;
using Gaia.Runs;
using Gaia.Runs.Disks;
using Gaia.Runs.Events;
using Gaia.Runs.Execution;
using Gaia.Runs.Isolation;
using Gaia.Runs.Retention;
using Gaia.ServiceDefaults.Settings;
using Gaia.Worker;
using Gaia.Worker.Retention;
using Gaia.Worker.Runs;

var builder = WebApplication.CreateBuilder(args);
return await CheckedStart.RunAsync(builder.Configuration, () => RunAsync(builder));

static async Task<int> RunAsync(WebApplicationBuilder builder)
{
    builder.AddServiceDefaults();
    builder.AddGaiaDatabase();
    if (!string.IsNullOrEmpty(builder.Configuration.GetConnectionString("redis")))
    {
        builder.AddRedisClient("redis", redis => redis.DisableHealthChecks = true); // Aspire's takes its absence for the service's own
        builder.Services.AddHealthChecks().AddCheck<SignalsHealth>(SignalsHealth.Name);
    }

    builder.Services.AddRunExecution();
    builder.Services.AddJobWorker();
    builder.Services.AddJobHandler<PlanRunHandler>(RunJobs.Plan, MayRun);
    builder.Services.AddJobHandler<ApplyRunHandler>(RunJobs.Apply, MayRun);
    builder.Services.AddJobHandler<SweepRetentionHandler>(RetentionJobs.Sweep);
    builder.Services.AddJobSchedule(RetentionJobs.Hourly);
    builder.Services.AddHealthChecks().AddCheck<StorageHealth>(StorageHealth.Name).AddCheck<IsolationHealth>(IsolationHealth.Name);
    builder.Services.AddHostedService<WorkerFacts>();

    var app = builder.Build();
    app.Services.DemandSettings();
    app.Services.DemandIsolation();
    app.MapDefaultEndpoints();
    await app.UntilMigratedAsync([typeof(AuditServices).Assembly, typeof(JobsServices).Assembly, typeof(RunsServices).Assembly]);
    await app.RunAsync();
    return Environment.ExitCode;
}

static bool MayRun(IServiceProvider services) => !services.GetRequiredService<RunIsolation>().IsMissing;
