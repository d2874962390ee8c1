using System.ComponentModel.DataAnnotations;
using System.Threading.RateLimiting;
using Gaia.Api.Problems;
using Gaia.Api.Security;
using Microsoft.Extensions.Options;

namespace Gaia.Api.Hosting;

/// <summary>Section <c>Gaia:Api:RateLimit</c>: calls of one actor, or of one address while nobody is authenticated.</summary>
internal sealed class RateLimitOptions
{
    public const string Section = "Gaia:Api:RateLimit";

    /// <summary>Calls per second that are always answered. Default 100.</summary>
    [Range(1, 100_000)]
    public int PerSecond { get; set; } = 100;

    /// <summary>Calls that may come at once before that. Default 500.</summary>
    [Range(1, 1_000_000)]
    public int Burst { get; set; } = 500;
}

internal static class RateLimits
{
    public static IServiceCollection AddRateLimits(this IServiceCollection services)
    {
        services.AddOptions<RateLimitOptions>().BindConfiguration(RateLimitOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        return services.AddRateLimiter(limiter =>
        {
            limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(Partition);
            limiter.OnRejected = (context, _) => new(TooMany(context.Lease).WriteAsync(context.HttpContext));
        });
    }

    private static RateLimitPartition<string> Partition(HttpContext http)
    {
        if (http.Request.Path.StartsWithSegments(Contracts.Routes.Health) || http.Request.Path.StartsWithSegments(Contracts.Routes.Alive))
            return RateLimitPartition.GetNoLimiter("health");
        var who = http.User.Caller()?.Actor ?? $"address:{http.Connection.RemoteIpAddress}";
        var options = http.RequestServices.GetRequiredService<IOptions<RateLimitOptions>>().Value;
        return RateLimitPartition.GetTokenBucketLimiter(who, _ => new()
        {
            TokenLimit = options.Burst,
            TokensPerPeriod = Math.Max(1, options.PerSecond / 10),
            ReplenishmentPeriod = TimeSpan.FromSeconds(options.PerSecond < 10 ? 1.0 / options.PerSecond : 0.1),
        });
    }

    private static Problem TooMany(RateLimitLease lease) => new(StatusCodes.Status429TooManyRequests, "request.too-many",
        "Too many calls at once. Wait as long as Retry-After says.")
    {
        RetryAfter = lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)) : 1,
    };
}
