using Gaia.ServiceDefaults.Clients;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Trace;
using StackExchange.Redis;

namespace Microsoft.Extensions.Hosting;

/// <summary>Stands in for Aspire.StackExchange.Redis in process mode.</summary>
public static class RedisClient
{
    /// <param name="connectionName">Names ConnectionStrings:{name} and the section Aspire:StackExchange:Redis:{name}.</param>
    public static void AddRedisClient(
        this IHostApplicationBuilder builder,
        string connectionName,
        Action<RedisSettings>? configureSettings = null,
        Action<ConfigurationOptions>? configureOptions = null)
    {
        var settings = RedisSettings.From(builder.Configuration, connectionName);
        configureSettings?.Invoke(settings);
        var options = settings.ToOptions(builder.Configuration, connectionName);
        configureOptions?.Invoke(options);
        builder.Services.AddSingleton<IConnectionMultiplexer>(services =>
        {
            options.LoggerFactory ??= services.GetService<ILoggerFactory>();
            var multiplexer = ConnectionMultiplexer.Connect(options);
            if (!settings.DisableTracing)
                services.GetRequiredService<RedisTracing>().Watch(multiplexer);
            return multiplexer;
        });
        if (!settings.DisableTracing)
        {
            builder.Services.AddSingleton<RedisTracing>();
            builder.Services.AddOpenTelemetry().WithTracing(tracing => tracing.AddSource(RedisTracing.SourceName));
        }
        if (!settings.DisableHealthChecks)
            builder.Services.AddHealthChecks().AddRedis(
                services => services.GetRequiredService<IConnectionMultiplexer>(),
                name: "StackExchange.Redis",
                timeout: TimeSpan.FromSeconds(5));
    }
}
