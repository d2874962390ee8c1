using Gaia.Documents.Nodes;
using Gaia.Stacks.Merging;

namespace Gaia.Stacks.Evaluation;

/// <summary>Values that wait for a function's result before they merge.</summary>
internal static class Deferrals
{
    /// <summary>Where functions are left as text the last one written stands.</summary>
    public static Node Upper(Node node) => Rewrite(node, deferred => Upper(deferred.Upper));

    public static Node Merged(Node node, ListStrategy lists) =>
        Rewrite(node, deferred => DeepMerge.Value(Merged(deferred.Lower, lists), Merged(deferred.Upper, lists), lists));

    private static Node Rewrite(Node node, Func<DeferredNode, Node> settle) => node switch
    {
        _ when !node.Has(NodeTraits.Deferred) => node,
        DeferredNode deferred => settle(deferred),
        MapNode map => new MapNode([.. map.Select(entry => KeyValuePair.Create(entry.Key, Rewrite(entry.Value, settle)))], map.Mark),
        ListNode list => new ListNode([.. list.Select(item => Rewrite(item, settle))], list.Mark),
        _ => node,
    };
}
