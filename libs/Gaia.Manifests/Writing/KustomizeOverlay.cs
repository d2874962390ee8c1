using System.Text.RegularExpressions;
using Gaia.Documents.Nodes;
using Gaia.Documents.Writing;
using Gaia.Manifests.Objects;

namespace Gaia.Manifests.Writing;

/// <summary>What turns the objects of the base into those of one environment.</summary>
internal sealed class KustomizeOverlay(PublishedEnvironment common, PublishedEnvironment environment, bool strict)
{
    private readonly List<string> resources = ["../../base"];
    private readonly List<Node> patches = [];
    private readonly List<OutputFile> files = [];

    private string Folder => $"overlays/{environment.Name}";

    public IReadOnlyList<OutputFile> Write(YamlForm form)
    {
        var wanted = environment.Objects.ToDictionary(item => ObjectIdentity.Of(item, environment.Namespace));
        var known = common.Objects.ToDictionary(item => ObjectIdentity.Of(item, common.Namespace));
        if (!strict && common.Namespace != environment.Namespace) patches.Add(Move());
        foreach (var (identity, item) in known)
        {
            if (wanted.TryGetValue(identity, out var other)) Change(item, other, form);
            else patches.Add(Delete(item));
        }
        foreach (var (identity, item) in wanted)
            if (!known.ContainsKey(identity))
                Add(item, form);
        var kustomization = Kustomize.Kustomization(resources, patches, environment.Namespace, strict);
        return [.. files, new($"{Folder}/kustomization.yaml", form.Text(kustomization, Kustomize.Comment))];
    }

    private void Add(KubernetesObject item, YamlForm form)
    {
        resources.Add(item.FileName);
        files.Add(Kustomize.File(Folder, item, environment.Namespace, form));
    }

    private void Change(KubernetesObject from, KubernetesObject to, YamlForm form)
    {
        var (before, after) = (Kustomize.InFile(from, common.Namespace), Kustomize.InFile(to, environment.Namespace));
        if (before.Equals(after)) return;
        // The Namespace may have another name, which a patch in the shape of the object cannot give.
        Node? patch = from.Name == to.Name ? StrategicPatch.TryBetween(from, before, after) : null;
        if (patch is null)
        {
            var operations = JsonPatch.Between(before, after);
            // `namespace:` gives the Namespace its name as well.
            if (strict && from.IsNamespace(common.Namespace)) operations = Fields.List(operations.Where(operation => (operation as MapNode)?.Text("path") != "/metadata/name"));
            if (operations.Count == 0) return;
            patch = operations;
        }

        var file = $"{Path.ChangeExtension(from.FileName, null)}.patch.yaml";
        patches.Add(Fields.Map(("path", file), ("target", Target(from))));
        files.Add(new($"{Folder}/{file}", form.Text(patch, $"What is different in {environment.Name}."), IsPrivate: from.Kind == "Secret"));
    }

    private MapNode Delete(KubernetesObject item) => Fields.Map(
        ("target", Target(item)),
        ("patch", NodeYaml.Write(Fields.Map(
            ("$patch", "delete"), ("apiVersion", item.ApiVersion), ("kind", item.Kind), ("metadata", Fields.Map(("name", item.Name)))))));

    // The selector is what the objects have when the base is done.
    private MapNode Move() => Fields.Map(
        ("target", Fields.Map(("namespace", common.Namespace))),
        ("patch", NodeYaml.Write(Fields.List([Fields.Map(("op", "replace"), ("path", "/metadata/namespace"), ("value", environment.Namespace))]))));

    // Of one name there may be several, in namespaces of their own.
    private MapNode Target(KubernetesObject item)
    {
        var space = item.Namespace == common.Namespace ? environment.Namespace : item.Namespace;
        var slash = item.ApiVersion.IndexOf('/', StringComparison.Ordinal);
        return Fields.Map(
            ("group", slash < 0 ? null : item.ApiVersion[..slash]), ("kind", item.Kind), ("name", Regex.Escape(item.Name)),
            ("namespace", strict || space is null ? null : Regex.Escape(space)),
            ("version", item.ApiVersion[(slash + 1)..]));
    }
}
