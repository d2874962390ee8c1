using Microsoft.Extensions.Configuration;
using StackExchange.Redis;

namespace Gaia.ServiceDefaults.Clients;

/// <summary>Section Aspire:StackExchange:Redis, then :{name}, each with :ConfigurationOptions; ConnectionStrings:{name} wins.</summary>
public sealed class RedisSettings
{
    private const string Section = "Aspire:StackExchange:Redis";

    public string? ConnectionString { get; set; }
    public bool DisableHealthChecks { get; set; }
    public bool DisableTracing { get; set; }

    internal static RedisSettings From(IConfiguration configuration, string name)
    {
        var settings = new RedisSettings();
        configuration.GetSection(Section).Bind(settings);
        configuration.GetSection($"{Section}:{name}").Bind(settings);
        settings.ConnectionString = configuration.GetConnectionString(name) ?? settings.ConnectionString;
        return settings;
    }

    internal ConfigurationOptions ToOptions(IConfiguration configuration, string name)
    {
        if (string.IsNullOrWhiteSpace(ConnectionString))
            throw MissingConnection.Of("StackExchange:Redis", name);
        var options = ConfigurationOptions.Parse(ConnectionString);
        options.AbortOnConnectFail = false; // Redis may come later than we do, or go away; the multiplexer reconnects.
        configuration.GetSection($"{Section}:ConfigurationOptions").Bind(options);
        configuration.GetSection($"{Section}:{name}:ConfigurationOptions").Bind(options);
        return options;
    }
}
