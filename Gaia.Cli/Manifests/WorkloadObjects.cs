using Gaia.Documents.Nodes;
using Gaia.Manifests.Objects;
using Gaia.Manifests.Writing;

namespace Gaia.Cli.Manifests;

/// <summary>What belongs to one workload: by its label, or because it selects its pods.</summary>
internal static class WorkloadObjects
{
    private const string Label = "app.kubernetes.io/name";

    public static IReadOnlyList<KubernetesObject> Of(PublishedEnvironment environment, string workload) =>
        [.. environment.Objects.Where(item => item.Content.At("metadata", "labels", Label) is StringNode own && own.Value == workload || Selects(item, workload))];

    private static bool Selects(KubernetesObject item, string workload) =>
        item.Content.At("spec", "podSelector", "matchLabels", Label) is StringNode selected && selected.Value == workload;
}
