using Gaia.ProcessHost.Running;
using Microsoft.Extensions.Configuration;

namespace Gaia.ProcessHost;

public interface IDistributedApplicationTestingBuilder : IDistributedApplicationBuilder, IAsyncDisposable
{
    Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken = default);
}

/// <summary>An AppHost's model for a test: free ports only, a throwaway data folder, nothing on the console.</summary>
public static class DistributedApplicationTestingBuilder
{
    /// <param name="args">Given to the AppHost's program, such as "--aws", "local".</param>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(CancellationToken cancellationToken = default)
        where TEntryPoint : class => CreateAsync<TEntryPoint>([], cancellationToken);

    /// <inheritdoc cref="CreateAsync{TEntryPoint}(CancellationToken)"/>
    public static async Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(
        string[] args, CancellationToken cancellationToken = default)
        where TEntryPoint : class
    {
        var hook = new TestingHook(typeof(TEntryPoint).Assembly, args);
        return new TestingBuilder(await hook.RunProgramAsync(cancellationToken), hook);
    }

    /// <summary>An empty model.</summary>
    public static IDistributedApplicationTestingBuilder Create(params string[] args) => new TestingBuilder(
        new DistributedApplicationBuilder(new DistributedApplicationOptions { Args = args, ProjectDirectory = Directory.GetCurrentDirectory() }, HostSettings.ForTests()),
        hook: null);
}
