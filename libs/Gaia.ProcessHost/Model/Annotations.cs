namespace Gaia.ProcessHost;

public enum WaitBehavior { WaitOnResourceUnavailable, StopOnResourceUnavailable }

internal enum WaitType { UntilHealthy, ForCompletion }

internal sealed record WaitAnnotation(IResource Resource, WaitType Type, WaitBehavior Behavior, int ExitCode = 0) : IResourceAnnotation;

internal sealed record EnvironmentCallbackAnnotation(Func<EnvironmentCallbackContext, Task> Callback) : IResourceAnnotation;

internal sealed record ArgumentsAnnotation(IReadOnlyList<object> Arguments) : IResourceAnnotation;

internal sealed record ReplicaAnnotation(int Count) : IResourceAnnotation;

/// <summary>Whose value or address a resource uses; nothing waits for it, but it is stopped after its users.</summary>
internal sealed record ReferenceAnnotation(IResource Resource) : IResourceAnnotation;

/// <summary>Data outlives the run, under this name in the AppHost's data folder.</summary>
internal sealed record DataVolumeAnnotation(string? Name, bool IsReadOnly) : IResourceAnnotation;

/// <summary>Throws, with a reason that helps, while the given replica is not healthy.</summary>
internal sealed record HealthCheckAnnotation(Func<int, CancellationToken, Task> Check) : IResourceAnnotation;

internal sealed record LifecycleAnnotation(ResourceStage Stage, Func<IResource, IServiceProvider, CancellationToken, Task> Callback)
    : IResourceAnnotation;

internal enum ResourceStage { Initialize, Ready }

public sealed class EnvironmentCallbackContext(IResource resource, CancellationToken cancellationToken)
{
    /// <summary>Texts, or values such as endpoints, parameters and expressions.</summary>
    public Dictionary<string, object> EnvironmentVariables { get; } = [];
    public IResource Resource { get; } = resource;
    public CancellationToken CancellationToken { get; } = cancellationToken;
}

public sealed record ResourceReadyEvent(IResource Resource, IServiceProvider Services);

public sealed record InitializeResourceEvent(IResource Resource, IServiceProvider Services);
