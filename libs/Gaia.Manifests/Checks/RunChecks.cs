using Gaia.Documents.Nodes;
using Gaia.Manifests.Model;

namespace Gaia.Manifests.Checks;

/// <summary>Whether Gaia's worker, wherever it is among the objects, knows where its runs go. Without that it takes none.</summary>
internal static class RunChecks
{
    public static IEnumerable<Finding> Of(Inventory inventory) =>
        from pod in inventory.Pods
        from container in pod.Containers
        where ImageReference.Parse(container.Spec.TextAt("image") ?? "").LastPart == RunPods.Image && !Names(inventory, container).Contains(RunPods.Isolation)
        select container.Broken("runs.isolation", $"The worker takes no runs, as nothing says {RunPods.Isolation}. Set runPods for it, or the variable.");

    private static IEnumerable<string?> Names(Inventory inventory, Container container) => container.Spec.ItemsAt("env").Select(variable => variable.TextAt("name"))
        .Concat(container.Spec.ItemsAt("envFrom").SelectMany(from => inventory.ConfigKeys(container.Pod.Object.Namespace, from.TextAt("configMapRef", "name")) ?? new HashSet<string>()));
}
