namespace Gaia.ProcessHost.Running;

internal static class PortAllocation
{
    public static int ReplicasOf(IResource resource) =>
        resource.Annotations.OfType<ReplicaAnnotation>().FirstOrDefault()?.Count ?? 1;

    /// <summary>Fixed ports for first replicas, free ones for the rest; all before anything starts, since others refer to them.</summary>
    public static void Allocate(IEnumerable<IResource> resources, bool random)
    {
        foreach (var resource in resources)
        {
            foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>())
            {
                var fixedPort = random ? null : endpoint.FixedPort;
                if (fixedPort is { } port && Ports.IsTaken(port))
                    throw new DistributedApplicationException(Taken(port, resource.Name));
                endpoint.AllocatedPorts = [.. Enumerable.Range(0, ReplicasOf(resource)).Select(replica => replica == 0 && fixedPort is { } first ? first : Ports.Free())];
            }
        }
    }

    private static string Taken(int port, string resource)
    {
        var holder = PortHolder.Of(port) is { } found ? $"pid {found.Pid} ({found.Command})" : "a process of another user";
        return $"Port {port}, which '{resource}' needs, is taken by {holder}. Stop that, or choose another port (for the API: GAIA_PORT={port + 1}).";
    }
}
