using Microsoft.Extensions.Diagnostics.HealthChecks;
using StackExchange.Redis;

namespace Gaia.Runs.Events;

/// <summary>Whether Redis carries signals. Degraded and no worse: without it everything works, a little later, and a service stays ready.</summary>
public sealed class SignalsHealth(IConnectionMultiplexer redis) : IHealthCheck
{
    /// <summary>Less than a probe waits.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);

    public const string Name = "redis";

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!redis.IsConnected) return HealthCheckResult.Degraded("Redis is not connected.");
        try
        {
            await redis.GetDatabase().PingAsync().WaitAsync(Timeout, cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception fault) when (fault is RedisException or TimeoutException)
        {
            return HealthCheckResult.Degraded(fault.Message);
        }
    }
}
