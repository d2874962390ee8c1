using Gaia.Documents.Nodes;
using Gaia.Stacks.Merging;

namespace Gaia.Stacks.Components;

/// <summary>Merges one section of one component: type defaults, bases, the component, overrides.</summary>
internal sealed class SectionMerge(
    TypeDefaults defaults, IReadOnlyList<BaseComponents.Layer> bases, MapNode component, string name, string stackFile, ListStrategy lists)
{
    private readonly MapNode overrides = Section(component, "overrides", name, stackFile);

    public ListStrategy Lists => lists;

    public MapNode Overrides => overrides;

    public MapNode All(string section) =>
        DeepMerge.Merge(Own(section, defaults[section]), Section(overrides, section, name, stackFile), lists);

    /// <summary>Bases and the component, above what is given.</summary>
    public MapNode Own(string section, MapNode below)
    {
        var merged = below;
        for (var i = 0; i < bases.Count; i++) merged = defaults.Merges.Merge(merged, Section(bases[i].Section, section, bases[i].Name, stackFile), lists);
        return defaults.Merges.Merge(merged, Section(component, section, name, stackFile), lists);
    }

    public MapNode Bases(Func<MapNode, MapNode> part) =>
        bases.Aggregate(MapNode.Empty, (merged, layer) => DeepMerge.Merge(merged, part(layer.Section), lists));

    /// <summary>Of text the nearest wins; of several bases only the last, even where it says nothing: Atmos does so.</summary>
    public string? Text(string key)
    {
        if (Text(component, key, name) is { Length: > 0 } own) return own;
        var last = bases.Count == 0 ? null : Text(bases[^1].Section, key, bases[^1].Name);
        return last is { Length: > 0 } ? last : defaults.Text(key);
    }

    /// <summary>The component's, or that of the nearest base that says anything.</summary>
    public string? NearestText(string key) =>
        bases.Select(layer => Text(layer.Section, key, layer.Name)).Append(Text(component, key, name)).LastOrDefault(text => text is not null);

    public MapNode Component(string section) => Section(component, section, name, stackFile);

    private string? Text(MapNode map, string key, string of) => map[key] switch
    {
        null or NullNode => null,
        StringNode text => text.Value,
        var other => throw new StacksInvalidException("manifest.type",
            $"'{of}.{key}' must be text, not {other.KindWords} (stack manifest '{stackFile}')", other.Mark),
    };

    public static MapNode Section(MapNode map, string key, string of, string stackFile)
    {
        var node = map[key];
        return node.IsMap(out var section) ? section : throw node.NotAMap("manifest.type", $"'{of}.{key}'", stackFile);
    }
}
