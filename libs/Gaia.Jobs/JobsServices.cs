using Gaia.Jobs.Running;
using Gaia.Jobs.Schedules;
using Gaia.Jobs.Workers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Gaia.Jobs;

public static class JobsServices
{
    /// <summary>The queue for those who enqueue. Wants an <c>NpgsqlDataSource</c>.</summary>
    public static IServiceCollection AddJobs(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<JobQueue>();
        services.TryAddSingleton<QueueDepth>();
        services.TryAddSingleton<ListWorkers>();
        services.TryAddSingleton<RemoveDeadJobs>();
        return services;
    }

    /// <summary>A worker: claims jobs of every kind that has a handler and runs them. Options come from section Gaia:Jobs.</summary>
    public static IServiceCollection AddJobWorker(this IServiceCollection services)
    {
        services.AddJobs();
        services.AddOptions<JobsOptions>().BindConfiguration(JobsOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton<WorkerIdentity>();
        services.AddSingleton<JobStore>().AddSingleton<WakeUp>().AddSingleton<HeldJobs>().AddSingleton<JobKinds>();
        services.AddSingleton<JobRunner>().AddSingleton<WorkerRegistry>().AddSingleton<ScheduleStore>();
        // In this order: they stop in reverse, so the worker first waits for its jobs while leases are still renewed.
        services.AddHosted<Completions>().AddHosted<Heartbeats>().AddHosted<JobListener>().AddHosted<JobWorker>().AddHosted<Scheduler>();
        // The host must not give up before the jobs' grace is over.
        services.AddOptions<HostOptions>().Configure<IOptions<JobsOptions>>((host, jobs) =>
        {
            var needed = jobs.Value.StopGrace + TimeSpan.FromSeconds(10);
            if (host.ShutdownTimeout < needed) host.ShutdownTimeout = needed;
        });
        return services;
    }

    /// <summary>A handler for one kind of job.</summary>
    /// <param name="when">Whether this worker claims such jobs; asked once, before the first claim. Always, unless it is given.</param>
    public static IServiceCollection AddJobHandler<THandler>(this IServiceCollection services, string kind, Func<IServiceProvider, bool>? when = null)
        where THandler : class, IJobHandler =>
        services.AddKeyedScoped<IJobHandler, THandler>(kind).AddSingleton(new JobKind(kind, when));

    /// <summary>A job that recurs; fires once whatever the number of workers.</summary>
    public static IServiceCollection AddJobSchedule(this IServiceCollection services, JobSchedule schedule)
    {
        Scheduler.Next(schedule.Cron, DateTimeOffset.UnixEpoch); // a wrong expression stops the start, not the night
        return services.AddSingleton(schedule);
    }

    private static IServiceCollection AddHosted<T>(this IServiceCollection services) where T : class, IHostedService =>
        services.AddSingleton<T>().AddHostedService(provider => provider.GetRequiredService<T>());
}
