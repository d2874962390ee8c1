using System.Reflection;
using Gaia.ProcessHost.Running;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;

namespace Gaia.ProcessHost;

public sealed class DistributedApplicationOptions
{
    public string[]? Args { get; init; }

    /// <summary>The AppHost's project folder; relative paths start there. Default: as built into the entry assembly.</summary>
    public string? ProjectDirectory { get; init; }
}

internal sealed class DistributedApplicationBuilder : IDistributedApplicationBuilder
{
    private readonly HostSettings _settings;

    public DistributedApplicationBuilder(DistributedApplicationOptions options, HostSettings? settings = null)
    {
        Configuration.AddEnvironmentVariables("ASPNETCORE_").AddEnvironmentVariables("DOTNET_").AddEnvironmentVariables()
            .AddCommandLine(CommandLine.WithFlagValues(options.Args ?? []));
        AppHostDirectory = options.ProjectDirectory ?? ProjectDirectoryOf(Assembly.GetEntryAssembly()) ?? Directory.GetCurrentDirectory();
        Environment = new HostingEnvironment
        {
            ApplicationName = Assembly.GetEntryAssembly()?.GetName().Name ?? "AppHost",
            EnvironmentName = Configuration["environment"] ?? Environments.Development,
            ContentRootPath = AppHostDirectory,
        };
        _settings = settings ?? HostSettings.From(Configuration, AppHostDirectory);
        Configuration["Gaia:DataDirectory"] ??= _settings.Data.Files;
    }

    public ConfigurationManager Configuration { get; } = new();
    public string AppHostDirectory { get; }
    public IHostEnvironment Environment { get; }
    public IServiceCollection Services { get; } = new ServiceCollection();
    public IList<IResource> Resources { get; } = [];

    internal DataFolder Data => _settings.Data;

    public IResourceBuilder<T> AddResource<T>(T resource) where T : IResource
    {
        if (Resources.Any(known => string.Equals(known.Name, resource.Name, StringComparison.OrdinalIgnoreCase)))
            throw new DistributedApplicationException($"There are two resources named '{resource.Name}'; every resource needs a name of its own.");
        Resources.Add(resource);
        return CreateResourceBuilder(resource);
    }

    public IResourceBuilder<T> CreateResourceBuilder<T>(T resource) where T : IResource => new ResourceBuilder<T>(resource, this);

    public DistributedApplication Build()
    {
        TestingHook.Current?.Intercept(this);
        return new DistributedApplication(this, _settings);
    }

    internal static string? ProjectDirectoryOf(Assembly? assembly) => assembly?
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .FirstOrDefault(attribute => attribute.Key == "apphostprojectpath")?.Value;
}
