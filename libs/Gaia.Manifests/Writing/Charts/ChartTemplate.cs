using Gaia.Documents.Nodes;
using Gaia.Documents.Writing;
using Gaia.Manifests.Objects;

namespace Gaia.Manifests.Writing.Charts;

/// <summary>
/// One template: the object with a hole wherever environments differ, and wherever people expect a value. Lists whose items have the same names are
/// gone through; of others that differ the whole is a value.
/// </summary>
internal sealed class ChartTemplate(ChartObject item, ChartValues values, ChartChecksums checksums, string app)
{
    private static readonly string[] PodAnnotations = ["spec", "template", "metadata", "annotations"];

    private readonly List<Hole> holes = [];
    private readonly List<string> defines = [];
    private readonly string mark = Hole.Mark(item.Variants.OfType<KubernetesObject>().Select(variant => variant.Content));
    private readonly IReadOnlyList<int> present = [.. Enumerable.Range(0, item.Variants.Count).Where(at => item.Variants[at] is not null)];

    public OutputFile Write()
    {
        var tree = (MapNode)Merge([.. present.Select(at => item.Variants[at]!.Content)], []);
        var text = item.Kind == "Job" && Named(tree) is { } named ? named : TemplateText.Write(tree, holes, mark);
        if (KnownPlaces.Switch(item) is { } place)
        {
            values.TryAdd(place, [.. item.Variants.Select(variant => new BoolNode(variant is not null))]);
            text = $"{{{{- if {ChartValues.Reference(place)} }}}}\n{text}{{{{- end }}}}\n";
        }
        // A template cannot be defined within a condition.
        return new($"templates/{item.Key}.yaml", string.Concat(defines) + text);
    }

    private Node Merge(IReadOnlyList<Node> nodes, IReadOnlyList<string> path)
    {
        if (KnownPlaces.Of(item, path) is { } place && TryHole(place, nodes) is { } known) return known;
        if (path is ["spec", "rules"] && HostRules.TryRead(item) is { } rules) return Rules(rules);
        if (path is ["spec", "tls"] && HostRules.TryRead(item) is { HasTls: true } secured) return Tls(secured);
        if (nodes.All(node => node is MapNode)) return Maps([.. nodes.Cast<MapNode>()], path);
        if (Items(nodes, path) is { } items) return items;
        if (nodes.All(node => node.Equals(nodes[0]))) return nodes[0];
        return TryHole(Place(path), nodes)!;
    }

    private MapNode Maps(IReadOnlyList<MapNode> maps, IReadOnlyList<string> path)
    {
        var entries = new List<KeyValuePair<string, Node>>();
        foreach (var key in maps.SelectMany(map => map.Select(entry => entry.Key)).Distinct())
        {
            IReadOnlyList<string> below = [.. path, key];
            var found = maps.Select(map => map[key]).ToList();
            var value = IsOfPods(path) && (key == ChartChecksums.Config || found.TrueForAll(node => node is not null)) && Checksum(key, found) is { } checksum ? Put(checksum)
                : PodAnnotations.SequenceEqual(below) && OnlyChecksums(found) is { } only ? Put(only)
                : found.TrueForAll(node => node is not null) ? Merge([.. found.OfType<Node>()], below)
                : KnownPlaces.Of(item, below) is { } place && TryHole(place, found) is { } known ? known
                : TryHole(Place(below), found)!;
            entries.Add(new(key, value));
        }
        return new MapNode([.. entries]);
    }

    private ListNode? Items(IReadOnlyList<Node> nodes, IReadOnlyList<string> path)
    {
        var names = nodes.Select(node => node is ListNode list ? NamedItems.TryRead(list) : null).ToList();
        if (names[0] is not { } first || !names.TrueForAll(other => other is not null && other.Names.SequenceEqual(first.Names, StringComparer.Ordinal))) return null;
        return Fields.List(first.Names.Select((name, at) => Merge([.. nodes.Select(node => ((ListNode)node)[at])], [.. path, name])));
    }

    /// <param name="found">One for each environment that has the object.</param>
    private StringNode? TryHole(string[] place, IReadOnlyList<Node?> found)
    {
        var sample = found.OfType<Node>().First();
        var all = item.Variants.Select(_ => (Node?)sample).ToArray();
        for (var i = 0; i < present.Count; i++) all[present[i]] = found[i];
        // A namespace that is not there still has a name: the environment's.
        if (place is ["namespace", "name"]) all = [.. item.Namespaces.Select(name => (Node)new StringNode(name))];
        return values.TryAdd(place, all) ? Put(Hole.Of(place, all)) : null;
    }

    private StringNode Put(Hole hole)
    {
        holes.Add(hole);
        return new StringNode(Hole.Word(mark, holes.Count - 1));
    }

    private string[] Place(IReadOnlyList<string> path) => ["objects", item.Key, .. path];

    private static bool IsOfPods(IReadOnlyList<string> path) => PodAnnotations.SequenceEqual(path);

    private Hole? Checksum(string key, IReadOnlyList<Node?> found)
    {
        var all = new Node?[item.Variants.Count];
        for (var i = 0; i < present.Count; i++) all[present[i]] = found[i];
        if (checksums.Of(item, key, all) is not { } checksum) return null;
        defines.Add(checksum.Define);
        return new Hole($"include \"{checksum.Name}\" . | quote", Condition: found.Any(node => node is null) ? $"include \"{checksum.Name}\" ." : null);
    }

    // In some environments the pods have nothing to be told, and no annotations either.
    private Hole? OnlyChecksums(IReadOnlyList<Node?> found)
    {
        if (found.All(node => node is not null) || found.OfType<Node>().ToList() is not [MapNode first, ..] some) return null;
        var keys = first.Select(entry => entry.Key).ToList();
        if (!keys.Contains(ChartChecksums.Config) || some.Exists(node => node is not MapNode map || !map.Select(entry => entry.Key).SequenceEqual(keys, StringComparer.Ordinal))) return null;
        var all = keys.ConvertAll(key => (Key: key, Hole: Checksum(key, [.. found.Select(node => (node as MapNode)?[key])])));
        return all.Exists(one => one.Hole is null) ? null : new Hole("", Condition: all[keys.IndexOf(ChartChecksums.Config)].Hole!.Condition)
        {
            Lines = string.Join('\n', all.Select(one => $"{one.Key}: {{{{ {one.Hole!.Expression} }}}}")),
        };
    }

    private StringNode Rules(HostRules rules)
    {
        var hosts = Hosts(rules);
        var lines = NodeYaml.Write(rules.Rule).TrimEnd('\n').Split('\n');
        return Put(new Hole("")
        {
            Lines = $"{{{{- range {hosts} }}}}\n- host: {{{{ . | quote }}}}\n{string.Concat(lines.Select(line => $"  {line}\n"))}{{{{- end }}}}",
        });
    }

    private ListNode Tls(HostRules rules)
    {
        var hosts = Hosts(rules);
        return Fields.List(Fields.Map(("hosts", Put(new Hole($"toYaml {hosts}", IsTree: true))), ("secretName", rules.TlsSecret)));
    }

    private string Hosts(HostRules rules)
    {
        string[] place = ["workloads", item.Workload!, "hosts"];
        var all = item.Variants.Select((_, at) => (Node?)rules.Hosts[Math.Max(0, present.ToList().IndexOf(at))]).ToArray();
        values.TryAdd(place, all);
        return ChartValues.Reference(place);
    }

    // The name of a Job ends in a digest of its pods, so that another image is another Job. It is made anew from what the values say.
    private string? Named(MapNode tree)
    {
        if (item.Workload is not { } workload || tree.Map("spec")?.Map("template") is not { } pods || tree.Map("metadata") is not { } metadata) return null;
        foreach (var variant in item.Variants.OfType<KubernetesObject>())
            if (variant.Name != $"{workload}-{Digest.Of(variant.Content.Map("spec")!["template"]!, 8)}")
                return null;
        var define = $"{app}.{workload}.pods";
        var name = Put(new Hole($"printf \"{workload}-%s\" (include \"{define}\" . | fromYaml | toJson | sha256sum | trunc 8)"));
        var template = Put(new Hole($"include \"{define}\" .", IsTree: true));
        var whole = tree.With("metadata", metadata.With("name", name)).With("spec", tree.Map("spec")!.With("template", template));
        defines.Add($"{{{{- define \"{define}\" }}}}\n{TemplateText.Write(pods, holes, mark)}{{{{- end }}}}\n");
        return TemplateText.Write(whole, holes, mark);
    }
}
