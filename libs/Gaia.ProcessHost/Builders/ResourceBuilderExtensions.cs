using Gaia.ProcessHost.Running;

namespace Gaia.ProcessHost;

public static class ResourceBuilderExtensions
{
    public static IResourceBuilder<T> WithAnnotation<T>(this IResourceBuilder<T> builder, IResourceAnnotation annotation) where T : IResource
    {
        builder.Resource.Annotations.Add(annotation);
        return builder;
    }

    /// <summary>Starts only once the other is healthy. While that one is not, it waits.</summary>
    public static IResourceBuilder<T> WaitFor<T>(
        this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency, WaitBehavior behavior = WaitBehavior.WaitOnResourceUnavailable)
        where T : IResourceWithWaitSupport =>
        builder.WithAnnotation(new WaitAnnotation(dependency.Resource, WaitType.UntilHealthy, behavior));

    /// <summary>Starts only once the other, a task rather than a service, has ended with the exit code.</summary>
    public static IResourceBuilder<T> WaitForCompletion<T>(
        this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency, int exitCode = 0)
        where T : IResourceWithWaitSupport =>
        builder.WithAnnotation(new WaitAnnotation(
            dependency.Resource, WaitType.ForCompletion, WaitBehavior.WaitOnResourceUnavailable, exitCode));

    /// <summary>Instances of a project; each listens on a port of its own, the first on the fixed one.</summary>
    public static IResourceBuilder<ProjectResource> WithReplicas(this IResourceBuilder<ProjectResource> builder, int replicas)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(replicas, 1);
        builder.Resource.Annotations.RemoveAll(annotation => annotation is ReplicaAnnotation);
        return builder.WithAnnotation(new ReplicaAnnotation(replicas));
    }

    public static IResourceBuilder<T> OnResourceReady<T>(
        this IResourceBuilder<T> builder, Func<T, ResourceReadyEvent, CancellationToken, Task> callback) where T : IResource =>
        builder.WithAnnotation(new LifecycleAnnotation(
            ResourceStage.Ready, (resource, services, ct) => callback((T)resource, new ResourceReadyEvent(resource, services), ct)));

    public static IResourceBuilder<T> OnInitializeResource<T>(
        this IResourceBuilder<T> builder, Func<T, InitializeResourceEvent, CancellationToken, Task> callback) where T : IResource =>
        builder.WithAnnotation(new LifecycleAnnotation(
            ResourceStage.Initialize, (resource, services, ct) => callback((T)resource, new InitializeResourceEvent(resource, services), ct)));
}
