using Gaia.Audit;
using Gaia.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace Gaia.Runs;

public static class RunsServices
{
    /// <summary>The operations. Wants an <c>NpgsqlDataSource</c>; uses an <c>IConnectionMultiplexer</c> where there is one.</summary>
    public static IServiceCollection AddRuns(this IServiceCollection services)
    {
        services.AddAudit();
        services.AddJobs();
        return services;
    }
}
