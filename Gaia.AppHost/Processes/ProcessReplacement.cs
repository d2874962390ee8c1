using Aspire.Hosting.Eventing;
using Gaia.AppHost.Local;

namespace Gaia.AppHost.Processes;

internal static class ProcessReplacement
{
    // The services go first, and the worker may take its time.
    private static readonly TimeSpan Grace = StopOrder.ServicesLimit + StopOrder.ServersLimit;

    /// <summary>Puts <c>SCRIPT FOLDER PORT keep|fresh APPHOST SERVICES</c> in the container's place.</summary>
    /// <param name="imageArguments">How often Aspire itself gives the image arguments; what the model adds is refused (ContainerOnly).</param>
    public static IResourceBuilder<MachineProcess<TServer>> ReplaceByProcess<TServer>(
        this IResourceBuilder<TServer> container, LocalMachine machine, string script, int imageArguments = 0)
        where TServer : ContainerResource, IResourceWithConnectionString
    {
        var (server, app) = (container.Resource, container.ApplicationBuilder);
        machine.Requirements.Add(() => ContainerOnly.Missing(server));
        var keep = server.Annotations.OfType<ContainerMountAnnotation>().Any();
        IEnumerable<IResourceAnnotation> images = server.Annotations.OfType<ContainerImageAnnotation>();
        foreach (var annotation in images.Concat(server.Annotations.OfType<CommandLineArgsCallbackAnnotation>().Take(imageArguments)).ToList())
            server.Annotations.Remove(annotation);
        // No proxy between a database and its clients; the port is a free one unless the model says which.
        container.WithEndpoint("tcp", endpoint => (endpoint.IsProxied, endpoint.TargetPort) = (false, null), createIfNotExists: false);

        var process = new MachineProcess<TServer>(server, app.AppHostDirectory);
        app.Resources.Remove(server);
        Forward(app.Eventing, app.Resources, server, process);
        object[] command =
        [
            Guard.Shell, Guard.Script("Processes", script), machine.Data.Server(server.Name),
            server.GetEndpoint("tcp").Property(EndpointProperty.TargetPort), keep ? "keep" : "fresh", $"{Environment.ProcessId}", Guard.ServicesLock(machine.Data),
        ];
        return app.AddResource(process).WithArgs([.. Guard.Arguments(Guard.ServersLock(machine.Data), Grace, null, command)]);
    }

    // Aspire's own handlers (health checks, creation of databases) listen to the container, and what it does for the
    // children of containers it does not do for those of others. Apart from each other, because the orchestrator's handler
    // refuses a container that it does not run.
    private static void Forward<TServer>(
        IDistributedApplicationEventing events, IResourceCollection resources, TServer server, MachineProcess<TServer> process)
        where TServer : ContainerResource, IResourceWithConnectionString
    {
        var children = () => resources.Where(resource => resource is IResourceWithParent child && child.Parent == server);
        events.Subscribe<ConnectionStringAvailableEvent>(process, async (available, ct) =>
        {
            await events.PublishAsync(new ConnectionStringAvailableEvent(server, available.Services), EventDispatchBehavior.NonBlockingConcurrent, ct);
            foreach (var child in children().OfType<IResourceWithConnectionString>())
                await events.PublishAsync(new ConnectionStringAvailableEvent(child, available.Services), ct);
        });
        events.Subscribe<ResourceReadyEvent>(process, (ready, ct) => events.PublishAsync(new ResourceReadyEvent(server, ready.Services), ct));
        events.Subscribe<InitializeResourceEvent>(process, (initialize, ct) =>
        {
            _ = ShowStateAsync(initialize.Notifications, process, children, ct);
            return Task.CompletedTask;
        });
    }

    private static async Task ShowStateAsync(
        ResourceNotificationService notifications, IResource process, Func<IEnumerable<IResource>> children, CancellationToken ct)
    {
        await foreach (var change in notifications.WatchAsync(ct))
        {
            if (change.Resource != process)
                continue;
            foreach (var child in children())
                await notifications.PublishUpdateAsync(child, state => state.State == change.Snapshot.State ? state : state with
                {
                    State = change.Snapshot.State,
                    StartTimeStamp = change.Snapshot.StartTimeStamp,
                    StopTimeStamp = change.Snapshot.StopTimeStamp,
                });
        }
    }
}
