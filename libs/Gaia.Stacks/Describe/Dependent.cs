using Gaia.Documents.Nodes;
using Gaia.Stacks.Components;

namespace Gaia.Stacks.Describe;

/// <summary>An instance that depends on another, with those that depend on it in turn where they were asked for.</summary>
public sealed record Dependent(ComponentInstance Instance, IReadOnlyList<Dependent> Dependents)
{
    public bool IncludedInDependents { get; init; }

    /// <summary>As `describe dependents` prints it.</summary>
    public MapNode ToNode(bool withSettings = true, bool nested = false)
    {
        List<KeyValuePair<string, Node>> entries = [.. InstanceFacts.Of(Instance)];
        if (withSettings) entries.Add(new("settings", InstanceFacts.Settings(Instance)));
        if (nested) entries.Add(new("dependents", new ListNode([.. Dependents.Select(dependent => dependent.ToNode(withSettings, nested))])));
        if (nested) entries.Add(new("included_in_dependents", new BoolNode(IncludedInDependents)));
        return new MapNode([.. entries]);
    }
}
