using Microsoft.Extensions.Configuration;

namespace Gaia.ServiceDefaults.Clients;

/// <summary>Section Aspire:Npgsql, then Aspire:Npgsql:{name}; ConnectionStrings:{name} wins.</summary>
public sealed class NpgsqlSettings
{
    public string? ConnectionString { get; set; }
    public bool DisableHealthChecks { get; set; }
    public bool DisableTracing { get; set; }
    public bool DisableMetrics { get; set; }

    internal static NpgsqlSettings From(IConfiguration configuration, string name)
    {
        var settings = new NpgsqlSettings();
        configuration.GetSection("Aspire:Npgsql").Bind(settings);
        configuration.GetSection($"Aspire:Npgsql:{name}").Bind(settings);
        settings.ConnectionString = configuration.GetConnectionString(name) ?? settings.ConnectionString;
        return settings;
    }

    internal string RequireConnectionString(string name) =>
        string.IsNullOrWhiteSpace(ConnectionString) ? throw MissingConnection.Of("Npgsql", name) : ConnectionString;
}
