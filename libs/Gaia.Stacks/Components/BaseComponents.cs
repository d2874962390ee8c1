using System.Collections.Concurrent;
using Gaia.Documents;
using Gaia.Documents.Nodes;

namespace Gaia.Stacks.Components;

/// <summary>
/// Which components a component builds on, in the order their sections merge: the base's own bases first (`component:`,
/// then `metadata.inherits`), then the base; later wins.
/// </summary>
internal sealed class BaseComponents(MapNode components, string stackFile, Func<string, bool> folderExists)
{
    private const int MostLayers = 10_000;
    private const int Deepest = 200;

    private readonly ConcurrentDictionary<(string Component, bool IsBase), IReadOnlyList<Layer>> flattened = new(1, components.Count);

    /// <summary>One base as its manifest has it.</summary>
    internal sealed record Layer(string Name, MapNode Section);

    public IReadOnlyList<Layer> Of(string component) => Of(component, []);

    /// <summary>
    /// The folder that `component:` leads to: the first base of all that it brings in, as Atmos has it; a name that is no
    /// component is the folder itself.
    /// </summary>
    public string? Folder(string component) =>
        (components[component] as MapNode)?.Text("component") is not { Length: > 0 } named || named == component ? null
        : components[named] is not MapNode ? named
        : Of(named, [component]) is { Count: > 0 } layers ? layers[0].Name : named;

    /// <summary>The bases by name, nearest first: what `inheritance` prints.</summary>
    public static IReadOnlyList<string> Chain(IReadOnlyList<Layer> layers)
    {
        if (layers.Count == 0) return [];
        var names = new List<string>(layers.Count);
        for (var i = layers.Count - 1; i >= 0; i--)
            if (!names.Contains(layers[i].Name))
                names.Add(layers[i].Name);
        return names;
    }

    private IReadOnlyList<Layer> Of(string component, IReadOnlyList<string> open)
    {
        if (components[component] is not MapNode section || StandsAlone(section)) return [];
        var key = (component, open.Count > 0);
        if (flattened.TryGetValue(key, out var known)) return known;
        if (open.Contains(component)) throw Cycle(component, open, section);
        if (open.Count == Deepest) throw Invalid($"the component '{open[0]}' inherits through more than {Deepest} others", section);
        IReadOnlyList<string> path = [.. open, component];
        var layers = new List<Layer>();
        foreach (var (name, node, isInherited) in Bases(component, section, isBase: open.Count > 0))
        {
            if (name == component) continue;
            var exists = components[name] is MapNode;
            if (!exists && (isInherited || !folderExists(name))) throw Missing(component, name, node, isInherited);
            layers.AddRange(Of(name, path));
            if (components[name] is MapNode map) layers.Add(new Layer(name, map));
            if (layers.Count > MostLayers) throw Cycle(component, open, section);
        }

        return flattened.GetOrAdd(key, layers);
    }

    private static bool StandsAlone(MapNode section) =>
        section.PositionOf("component") < 0 && (section["metadata"] as MapNode)?["inherits"] is null;

    private IEnumerable<(string Name, Node Node, bool IsInherited)> Bases(string component, MapNode section, bool isBase)
    {
        var metadata = section.Map("metadata");
        // The folder that an abstract base names is not a base of it.
        if (section["component"] is { } own and not NullNode && !(isBase && metadata?.Text("type") == "abstract"))
            yield return (Name(own, component, "component"), own, false);
        switch (metadata?["inherits"])
        {
            case null or NullNode: yield break;
            case ListNode list:
                foreach (var item in list) yield return (Name(item, component, "metadata.inherits"), item, true);
                yield break;
            case var other:
                throw Invalid($"'metadata.inherits' of the component '{component}' must be a list, not {other.KindWords}", other);
        }
    }

    private string Name(Node node, string component, string key) => node is StringNode { Value.Length: > 0 } text
        ? text.Value
        : throw Invalid($"'{key}' of the component '{component}' must name components as text, not {node.KindWords}", node);

    private StacksInvalidException Missing(string component, string name, Node node, bool isInherited)
    {
        var nearest = NearestNames.Of(name, components.Select(entry => entry.Key));
        var how = isInherited ? "metadata.inherits" : "component:";
        return new StacksInvalidException("component.base-not-found",
            $"the component '{component}' in the stack manifest '{stackFile}' inherits from '{name}' (using '{how}'), but '{name}' is not "
            + $"defined in that stack{(nearest.Count > 0 ? $"; did you mean '{nearest[0]}'?" : "")}", node.Mark);
    }

    private StacksInvalidException Cycle(string component, IReadOnlyList<string> open, MapNode section) => new("component.inheritance-cycle",
        $"circular inheritance in the stack manifest '{stackFile}': {string.Join(" -> ", open.SkipWhile(name => name != component).Append(component))}",
        section.Mark);

    private StacksInvalidException Invalid(string message, Node node) => new("manifest.type", $"{message} (stack manifest '{stackFile}')", node.Mark);
}
