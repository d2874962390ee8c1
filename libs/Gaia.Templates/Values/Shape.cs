using System.Runtime.CompilerServices;
using Gaia.Documents.Nodes;
using Gaia.Documents.Writing;

namespace Gaia.Templates.Values;

/// <summary>Questions that every part of the evaluator asks of a value.</summary>
internal static class Shape
{
    public static bool IsNull(Node value) => value is NullNode or NoValue;

    public static bool IsMap(Node value) => value is MapNode or DictNode;

    public static int MapCount(Node map) => map is DictNode dict ? dict.Entries.Count : ((MapNode)map).Count;

    public static bool TryGet(Node map, string key, out Node value)
    {
        if (map is DictNode dict) return dict.Entries.TryGetValue(key, out value!);
        return ((MapNode)map).TryGet(key, out value!);
    }

    /// <summary>In the order they were written.</summary>
    public static IEnumerable<KeyValuePair<string, Node>> Entries(Node map) =>
        map is DictNode dict ? dict.Entries : (MapNode)map;

    /// <summary>Sorted by key, as Go walks maps when it prints or ranges.</summary>
    public static KeyValuePair<string, Node>[] SortedEntries(Node map)
    {
        var entries = Entries(map).ToArray();
        Array.Sort(entries, static (a, b) => Utf8Order.Compare(a.Key, b.Key));
        return entries;
    }

    /// <summary>Go's truth: empty, zero and nil are false.</summary>
    public static bool IsTrue(Node value) => value switch
    {
        NullNode or NoValue => false,
        BoolNode b => b.Value,
        IntNode i => i.Value != 0,
        FloatNode f => f.Value != 0,
        StringNode s => s.Value.Length > 0,
        ListNode l => l.Count > 0,
        MapNode or DictNode => MapCount(value) > 0,
        DurationNode d => d.Nanoseconds != 0,
        _ => true,
    };

    public static string GoType(Node value) => value switch
    {
        NullNode or NoValue => "<nil>",
        BoolNode => "bool",
        IntNode => "int",
        FloatNode => "float64",
        StringNode => "string",
        ListNode => "[]interface {}",
        ObjectNode o => o.GoType,
        _ => "map[string]interface {}",
    };

    /// <summary>Replaces what lives only inside a template by plain nodes. Returns the same node where nothing has to change.</summary>
    public static Node Freeze(Node value)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        switch (value)
        {
            case NoValue: return NullNode.Instance;
            case ObjectNode o: return new StringNode(o.ToString());
            case DictNode dict:
                return new MapNode(dict.Entries.Select(e => KeyValuePair.Create(e.Key, Freeze(e.Value))).ToArray(), dict.Mark);
            case MapNode map:
                return map.All(e => IsPlain(e.Value)) ? map
                    : new MapNode(map.Select(e => KeyValuePair.Create(e.Key, Freeze(e.Value))).ToArray(), map.Mark);
            case ListNode list:
                return list.All(IsPlain) ? list : new ListNode(list.Select(Freeze).ToArray(), list.Mark);
            default: return value;
        }
    }

    private static bool IsPlain(Node value) => value is NullNode or BoolNode or IntNode or FloatNode or StringNode
        || (value is ListNode or MapNode) && ReferenceEquals(Freeze(value), value);
}
