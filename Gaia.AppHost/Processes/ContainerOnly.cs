using Gaia.AppHost.Local;

namespace Gaia.AppHost.Processes;

/// <summary>What the model says of a container and a process cannot have: refused by name, not passed over.</summary>
internal static class ContainerOnly
{
    public static Requirements.Missing? Missing(ContainerResource server)
    {
        var names = server.Annotations.Select(Name).OfType<string>().ToList();
        if (server.Annotations.OfType<CommandLineArgsCallbackAnnotation>().Count() > 1) // those of its script
            names.Add("arguments of its own");
        return names.Count == 0 ? null
            : new($"'{server.Name}' runs as a process of this machine and cannot have {string.Join(", ", names)}. Take it out, or run containers: --containers.");
    }

    private static string? Name(IResourceAnnotation annotation) => annotation switch
    {
        ContainerMountAnnotation mount => IsData(mount) ? null : $"the mount of {mount.Source} at {mount.Target}",
        ContainerFileSystemCallbackAnnotation files => files.DestinationPath == InitFiles.Place ? null : $"the files at {files.DestinationPath}",
        ContainerRuntimeArgsCallbackAnnotation => "arguments of the container engine",
        ContainerLifetimeAnnotation { Lifetime: not ContainerLifetime.Session } lifetime => $"the lifetime '{lifetime.Lifetime}'",
        DockerfileBuildAnnotation => "an image of its own",
        _ => null,
    };

    private static bool IsData(ContainerMountAnnotation mount) =>
        mount.Type == ContainerMountType.Volume && (mount.Target == "/data" || mount.Target.StartsWith("/var/lib/postgresql", StringComparison.Ordinal));
}
