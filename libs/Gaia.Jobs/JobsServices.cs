using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

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
        return services;
    }

    /// <summary>A handler for one kind of job.</summary>
    public static IServiceCollection AddJobHandler<THandler>(this IServiceCollection services, string kind)
        where THandler : class, IJobHandler => services.AddKeyedScoped<IJobHandler, THandler>(kind);
}
