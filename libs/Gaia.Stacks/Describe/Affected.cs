using Gaia.Documents.Nodes;
using Gaia.Stacks.Components;

namespace Gaia.Stacks.Describe;

/// <summary>An instance that differs between two revisions.</summary>
/// <param name="Reasons">Why, the first being the one that counts.</param>
public sealed record Affected(ComponentInstance Instance, IReadOnlyList<string> Reasons)
{
    public string? File { get; init; }

    public string? Folder { get; init; }

    /// <summary>Null when they were not asked for.</summary>
    public IReadOnlyList<Dependent>? Dependents { get; init; }

    public bool IncludedInDependents { get; init; }

    /// <summary>The instance is of the older revision only: `component` was deleted from a stack, or the whole `stack`.</summary>
    public string? Deleted { get; init; }

    /// <summary>As `describe affected` prints it.</summary>
    public MapNode ToNode(bool withSettings = true)
    {
        List<KeyValuePair<string, Node>> entries =
        [
            .. InstanceFacts.Of(Instance),
            new("affected", new StringNode(Reasons[0])),
            new("affected_all", new ListNode([.. Reasons.Select(reason => new StringNode(reason))])),
        ];
        if (File is not null) entries.Add(new("file", new StringNode(File)));
        if (Folder is not null) entries.Add(new("folder", new StringNode(Folder)));
        entries.Add(new("dependents", Dependents is null ? NullNode.Instance : new ListNode([.. Dependents.Select(item => item.ToNode(withSettings, nested: true))])));
        entries.Add(new("included_in_dependents", new BoolNode(IncludedInDependents)));
        entries.Add(new("settings", withSettings ? InstanceFacts.Settings(Instance) : NullNode.Instance));
        if (Deleted is not null) entries.AddRange([new("deleted", new BoolNode(true)), new("deletion_type", new StringNode(Deleted))]);
        return new MapNode([.. entries]);
    }
}
