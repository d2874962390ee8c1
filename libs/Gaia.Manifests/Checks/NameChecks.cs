using System.Text.RegularExpressions;
using Gaia.Manifests.Objects;

namespace Gaia.Manifests.Checks;

/// <summary>Names are unique, and such as Kubernetes takes.</summary>
internal static partial class NameChecks
{
    private static readonly string[] OfCluster = ["Namespace", "ClusterRole", "ClusterRoleBinding", "StorageClass", "PersistentVolume"];

    // Their names become labels of pods, or part of their host names.
    private static readonly string[] Labels = ["Namespace", "Service", "Deployment", "StatefulSet", "Job"];

    public static IEnumerable<Finding> Of(Inventory inventory) =>
    [
        .. from same in inventory.Objects.GroupBy(item => (item.Kind, item.Namespace, item.Name))
           where same.Count() > 1
           select new Finding("name.unique", same.First().Title(), null, $"There are {same.Count()} of them."),
        .. from same in inventory.Objects.GroupBy(item => item.FileName, StringComparer.Ordinal)
           where same.Select(item => (item.Kind, item.Namespace, item.Name)).Distinct().Count() > 1
           select new Finding("name.file", same.First().Title(), null, $"It has the same file {same.Key} as {same.Last().Title()}."),
        .. inventory.Objects.SelectMany(OfObject),
    ];

    private static IEnumerable<Finding> OfObject(KubernetesObject item)
    {
        var isLabel = Labels.Contains(item.Kind);
        if (isLabel ? item.Name.Length > 63 || !LabelPattern().IsMatch(item.Name) : item.Name.Length > 253 || !NamePattern().IsMatch(item.Name))
            yield return new("name.form", item.Title(), null, $"The name has to be at most {(isLabel ? 63 : 253)} lower case letters, digits and dashes.");
        if (item.Content.TextAt("metadata", "name") != item.Name || item.Content.TextAt("kind") != item.Kind || item.Content.TextAt("apiVersion") != item.ApiVersion || item.Content.TextAt("metadata", "namespace") != item.Namespace)
            yield return new("name.content", item.Title(), null, "Its content has another apiVersion, kind, name or namespace.");
        if (OfCluster.Contains(item.Kind) != item.Namespace is null)
            yield return new("name.namespace", item.Title(), null, item.Namespace is null ? "It has to be in a namespace." : "It cannot be in a namespace.");
    }

    [GeneratedRegex(@"^[a-z0-9]([-a-z0-9]*[a-z0-9])?\z")]
    private static partial Regex LabelPattern();

    [GeneratedRegex(@"^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\z")]
    private static partial Regex NamePattern();
}
