using Gaia.AppHost.Local;
using Microsoft.Extensions.DependencyInjection;

namespace Gaia.AppHost.Processes;

internal static class ProcessReplacement
{
    // The services go first, and the worker may take its time.
    private static readonly TimeSpan Grace = StopOrder.ServicesLimit + StopOrder.ServersLimit;

    /// <summary>Puts <c>SCRIPT FOLDER PORT keep|fresh</c> in the container's place.</summary>
    public static IResourceBuilder<MachineProcess<TServer>> ReplaceByProcess<TServer>(
        this IResourceBuilder<TServer> container, LocalMachine machine, string script)
        where TServer : ContainerResource, IResourceWithConnectionString
    {
        var (server, app) = (container.Resource, container.ApplicationBuilder);
        var keep = server.Annotations.OfType<ContainerMountAnnotation>().Any();
        foreach (var annotation in server.Annotations.Where(OnlyForContainers).ToList())
            server.Annotations.Remove(annotation);
        // No proxy between a database and its clients; the port is a free one unless the model says which.
        container.WithEndpoint("tcp", endpoint => (endpoint.IsProxied, endpoint.TargetPort) = (false, null), createIfNotExists: false);

        var process = new MachineProcess<TServer>(server, app.AppHostDirectory);
        app.Resources.Remove(server);
        ForwardToChildren(app.Eventing, app.Resources, server, process);
        object[] command =
        [
            Guard.Shell, Guard.Script("Processes", script), machine.Data.Server(server.Name),
            server.GetEndpoint("tcp").Property(EndpointProperty.TargetPort), keep ? "keep" : "fresh",
        ];
        return app.AddResource(process).WithArgs([.. Guard.Arguments(Guard.ServersLock(machine.Data), Grace, command)]);
    }

    private static bool OnlyForContainers(IResourceAnnotation annotation) =>
        annotation is ContainerImageAnnotation or ContainerMountAnnotation or CommandLineArgsCallbackAnnotation or HealthCheckAnnotation;

    // What Aspire does for the children of containers only: tells their connection strings and shows their parent's state.
    private static void ForwardToChildren<TServer>(
        Aspire.Hosting.Eventing.IDistributedApplicationEventing events, IResourceCollection resources, TServer server, MachineProcess<TServer> process)
        where TServer : ContainerResource, IResourceWithConnectionString
    {
        var children = () => resources.Where(resource => resource is IResourceWithParent child && child.Parent == server);
        events.Subscribe<ConnectionStringAvailableEvent>(process, async (available, ct) =>
        {
            foreach (var child in children().OfType<IResourceWithConnectionString>())
                await events.PublishAsync(new ConnectionStringAvailableEvent(child, available.Services), ct);
        });
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
