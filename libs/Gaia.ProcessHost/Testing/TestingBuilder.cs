using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Gaia.ProcessHost;

internal sealed class TestingBuilder(DistributedApplicationBuilder inner, TestingHook? hook) : IDistributedApplicationTestingBuilder
{
    public ConfigurationManager Configuration => inner.Configuration;
    public string AppHostDirectory => inner.AppHostDirectory;
    public IHostEnvironment Environment => inner.Environment;
    public IServiceCollection Services => inner.Services;
    public IList<IResource> Resources => inner.Resources;

    // Generated values and volumes ask the builder they were added to for its data folder.
    internal DistributedApplicationBuilder Inner => inner;

    public IResourceBuilder<T> AddResource<T>(T resource) where T : IResource => inner.AddResource(resource);

    public IResourceBuilder<T> CreateResourceBuilder<T>(T resource) where T : IResource => inner.CreateResourceBuilder(resource);

    public DistributedApplication Build() => inner.Build();

    public Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken = default) => Task.FromResult(Build());

    public ValueTask DisposeAsync()
    {
        hook?.Release();
        return ValueTask.CompletedTask;
    }
}
