using Gaia.Documents.Nodes;
using Gaia.Documents.Writing;
using Gaia.Manifests.Objects;

namespace Gaia.Manifests.Writing;

/// <summary>
/// RFC 6902: what turns one document into another, in the order in which it has to be done. Lists whose items have names are compared by name and changed
/// item by item; lists of as many maps as before, map by map; all others are replaced whole.
/// </summary>
internal static class JsonPatch
{
    public static ListNode Between(Node from, Node to)
    {
        var operations = new List<Node>();
        Compare(from, to, "", operations);
        return Fields.List(operations);
    }

    private static void Compare(Node from, Node to, string path, List<Node> operations)
    {
        if (from.Equals(to)) return;
        switch (from, to)
        {
            case (MapNode before, MapNode after): Maps(before, after, path, operations); break;
            case (ListNode before, ListNode after) when NamedItems.TryRead(before) is { } old && NamedItems.TryRead(after) is { } wanted && old.KeepsOrderOf(wanted):
                Items(before, after, old, wanted, path, operations);
                break;
            case (ListNode before, ListNode after) when before.Count == after.Count && before.Concat(after).All(item => item is MapNode):
                for (var i = 0; i < before.Count; i++) Compare(before[i], after[i], $"{path}/{i}", operations);
                break;
            default: operations.Add(Operation("replace", path, to)); break;
        }
    }

    private static void Maps(MapNode from, MapNode to, string path, List<Node> operations)
    {
        var keys = from.Concat(to).Select(entry => entry.Key).Distinct().ToList();
        keys.Sort(NodeOrder.CompareNaturally);
        foreach (var key in keys)
        {
            var below = $"{path}/{Escaped(key)}";
            if (!to.TryGet(key, out var value)) operations.Add(Operation("remove", below));
            else if (!from.TryGet(key, out var old)) operations.Add(Operation("add", below, value));
            else Compare(old, value, below, operations);
        }
    }

    // What goes first goes from the end, so that the places before it stay; what comes is put where it stands at the end.
    private static void Items(ListNode from, ListNode to, NamedItems old, NamedItems wanted, string path, List<Node> operations)
    {
        for (var i = from.Count - 1; i >= 0; i--)
            if (wanted.At(old.Names[i]) is null)
                operations.Add(Operation("remove", $"{path}/{i}"));
        for (var i = 0; i < to.Count; i++)
            if (old.At(wanted.Names[i]) is null)
                operations.Add(Operation("add", $"{path}/{i}", to[i]));
        for (var i = 0; i < to.Count; i++)
            if (old.At(wanted.Names[i]) is { } at)
                Compare(from[at], to[i], $"{path}/{i}", operations);
    }

    private static MapNode Operation(string kind, string path, Node? value = null) => Fields.Map(("op", kind), ("path", path), ("value", value));

    /// <summary>RFC 6901.</summary>
    public static string Escaped(string key) => key.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
