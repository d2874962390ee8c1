using Gaia.Documents.Nodes;
using Gaia.Manifests.Objects;

namespace Gaia.Manifests.Writing;

/// <summary>
/// `base/` with an object a file, and `overlays/ENVIRONMENT/` with what differs there: files that are added, patches of what is changed.
/// `kubectl kustomize` of a folder gives the objects of that environment.
/// </summary>
public static class Kustomize
{
    public static IReadOnlyList<OutputFile> Write(Published published, YamlForm form)
    {
        // `namespace:` moves every object. Where some have a namespace of their own, only those without one are moved.
        var strict = published.All.All(environment => environment.Objects.All(item => item.Namespace is null || item.Namespace == environment.Namespace));
        return
        [
            .. Base(published.Common, strict, form),
            .. published.Environments.SelectMany(environment => new KustomizeOverlay(published.Common, environment, strict).Write(form)),
            ClusterNeedsList.Write(published),
        ];
    }

    private static IEnumerable<OutputFile> Base(PublishedEnvironment common, bool strict, YamlForm form)
    {
        foreach (var item in common.Objects) yield return File("base", item, common.Namespace, form);
        var kustomization = Kustomization(common.Objects.Select(item => item.FileName), [], common.Namespace, strict);
        yield return new("base/kustomization.yaml", form.Text(kustomization, Comment));
    }

    internal const string Comment = "Written by `gaia manifest generate`, which writes it anew.";

    internal static OutputFile File(string folder, KubernetesObject item, string ownNamespace, YamlForm form) =>
        new($"{folder}/{item.FileName}", form.Text(InFile(item, ownNamespace), Remark(item.Kind)), IsPrivate: item.Kind == "Secret");

    /// <summary>The object as it stands in a file: its namespace is the kustomization's to say.</summary>
    internal static MapNode InFile(KubernetesObject item, string ownNamespace) =>
        item.Namespace == ownNamespace && item.Content.Map("metadata") is { } metadata
            ? item.Content.With("metadata", metadata.Without("namespace"))
            : item.Content;

    internal static MapNode Kustomization(IEnumerable<string> resources, IReadOnlyList<Node> patches, string ownNamespace, bool strict) => Fields.Map(
        ("apiVersion", "kustomize.config.k8s.io/v1beta1"), ("kind", "Kustomization"),
        ("namespace", strict ? ownNamespace : null),
        ("resources", Fields.List(resources)),
        ("patches", Fields.List(patches).Some()),
        ("transformers", strict ? null : Fields.List([OnlyUnset(ownNamespace)])));

    private static string OnlyUnset(string ownNamespace) => $"""
        apiVersion: builtin
        kind: NamespaceTransformer
        metadata:
          name: namespace
          namespace: {ownNamespace}
        unsetOnly: true

        """;

    private static string? Remark(string kind) => kind switch
    {
        "Job" => "Runs to its end before the application starts. A changed one has another name, so that it runs again.",
        "NetworkPolicy" => "Made of the references in the app model: what is not named here is closed.",
        "ExternalSecret" => "Fills the Secret from the store; no value stands here.",
        "Secret" => "Holds secrets as they are, as the settings ask for. Do not commit it.",
        _ => null,
    };
}
