using Gaia.Documents.Nodes;
using Gaia.Documents.Yaml;
using Gaia.Manifests.Objects;

namespace Gaia.Manifests.Comparing;

/// <summary>The objects of YAML files, one or several in each. Files of kustomize itself are passed over.</summary>
public static class FolderObjects
{
    private static readonly HashSet<string> ClusterKinds = new(StringComparer.Ordinal)
    {
        "Namespace", "Node", "PersistentVolume", "StorageClass", "PriorityClass", "IngressClass", "GatewayClass", "RuntimeClass", "CustomResourceDefinition", "APIService",
        "ClusterRole", "ClusterRoleBinding", "ClusterSecretStore", "ClusterIssuer", "MutatingWebhookConfiguration", "ValidatingWebhookConfiguration", "VolumeSnapshotClass",
    };

    /// <param name="files">Path, for errors, and text.</param>
    /// <param name="space">Namespace of what names none, as kustomize would set it.</param>
    /// <exception cref="Documents.DocumentException">`yaml.*` or `object.invalid`, with file and line.</exception>
    public static IReadOnlyList<KubernetesObject> Read(IEnumerable<(string Path, string Text)> files, string space) => [.. files
        .SelectMany(file => YamlReader.ReadAll(file.Text, new YamlOptions { File = file.Path }).Index()
            .Where(document => document.Item is not NullNode && !IsKustomizes(document.Item))
            .SelectMany(document => WrittenObject.Read(document.Item, document.Index == 0 ? file.Path : $"{file.Path}, document {document.Index + 1}")))
        .Select(one => In(one, space))];

    private static bool IsKustomizes(Node node) => (node as MapNode)?.Text("apiVersion")?.StartsWith("kustomize.config.k8s.io/", StringComparison.Ordinal) == true;

    private static KubernetesObject In(KubernetesObject one, string space) => one.Namespace is not null || ClusterKinds.Contains(one.Kind)
        ? one
        : one with { Namespace = space, Content = one.Content.With("metadata", one.Content.Map("metadata")!.With("namespace", new StringNode(space))) };
}
