using Gaia.Documents.Nodes;
using Gaia.Manifests.Aspire;
using Gaia.Manifests.Model;
using Gaia.Manifests.Writing;

namespace Gaia.Manifests.Tests.Shapes;

/// <summary>Finds what a manifest has and neither the objects nor the list of what is not published.</summary>
internal static class Accounting
{
    public static IReadOnlyList<string> Unaccounted(AspireManifest manifest, PublishedEnvironment environment) =>
        [.. manifest.Resources.SelectMany(resource => Parts(resource, environment)).Where(part => !part.IsThere && !Listed(environment, part.Name)).Select(part => part.Name)];

    private static bool Listed(PublishedEnvironment environment, string name) => environment.Model.NotPublished.Any(item => item.Resource == name);

    private static IEnumerable<(string Name, bool IsThere)> Parts(AspireResource resource, PublishedEnvironment environment) => resource switch
    {
        ProgramResource program => OfProgram(program, environment),
        DaprSidecarResource sidecar => [(sidecar.Name, environment.Model.Workloads.Any(workload => workload.Resource == sidecar.Application && workload.Dapr is not null))],
        DaprComponentResource component => [(component.Name, environment.Objects.Any(item => item.Kind == "Component"))],
        ForeignResource foreign => [(foreign.Name, false)],
        // Values that nobody asks for are not anywhere.
        _ => [],
    };

    private static IEnumerable<(string Name, bool IsThere)> OfProgram(ProgramResource program, PublishedEnvironment environment)
    {
        if (environment.Model.Workloads.FirstOrDefault(one => one.Resource == program.Name) is not { } workload) return [(program.Name, false)];
        var container = (MapNode)((ListNode)Owner(environment, workload.Name).At("spec", "template", "spec", "containers")!)[0];
        var config = environment.Objects.FirstOrDefault(item => item.Kind == "ConfigMap" && item.Name == $"{workload.Name}-config")?.Content.Map("data") ?? MapNode.Empty;
        var names = Names(container, "env", "name").Concat(config.Select(entry => entry.Key)).ToHashSet(StringComparer.Ordinal);
        var paths = Names(container, "volumeMounts", "mountPath").ToHashSet(StringComparer.Ordinal);
        return
        [
            .. program.Environment.Select(variable => ($"{program.Name}.env.{variable.Key}", names.Contains(variable.Key))),
            .. program.Bindings.Select(binding => ($"{program.Name}.bindings.{binding.Name}", workload.Ports.Any(port => port.TargetPort == (binding.TargetPort ?? 8080)))),
            .. program.Volumes.Select(volume => ($"{program.Name}.volumes.{volume.Target}", paths.Contains(volume.Target))),
            .. program.BindMounts.Select(mount => ($"{program.Name}.bindMounts.{mount.Target}", paths.Any(path => path.StartsWith(mount.Target, StringComparison.Ordinal)))),
            ($"{program.Name}.args", (container["args"] as ListNode)?.Count == (program.Args.Count == 0 ? null : program.Args.Count)),
            ($"{program.Name}.entrypoint", container["command"] is not null == program.Entrypoint is not null),
            ($"{program.Name}.connections", program.Bindings.Count == 0 || environment.Objects.Any(item => item.Kind == "Service" && item.Name == workload.Name)),
        ];
    }

    private static MapNode Owner(PublishedEnvironment environment, string name) =>
        environment.Objects.First(item => item.Kind is "Deployment" or "StatefulSet" or "Job" && item.Content.Map("metadata")?.Map("labels")?.Text("app.kubernetes.io/name") == name).Content;

    private static IEnumerable<string> Names(MapNode container, string list, string key) => (container[list] as ListNode ?? ListNode.Empty).OfType<MapNode>().Select(item => item.Text(key)!);
}
