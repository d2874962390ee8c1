using Gaia.Documents.Nodes;
using Gaia.Yq.Operations;

namespace Gaia.Yq.Functions;

/// <summary>Maps as lists of {key, value} and back; keys, picking and leaving out.</summary>
internal static class EntryFunctions
{
    public static void AddTo(YqFunctions functions)
    {
        functions.Map("keys", 0, call => call.Value switch
        {
            MapNode map => new ListNode(map.Select(Node (entry) => new StringNode(entry.Key)).ToArray()),
            ListNode list => new ListNode(Enumerable.Range(0, list.Count).Select(Node (i) => new IntNode(i)).ToArray()),
            _ => throw call.Fail($"keys works on maps and lists, not {Scalars.Tag(call.Value)}"),
        });
        functions.Map("values", 0, call => new ListNode(Iterate.Children(call.Input).Select(match => match.Value).ToArray()));
        functions.Map("to_entries", 0, ToEntries);
        functions.Map("from_entries", 0, call => FromEntries(call, call.InputList));
        functions.Map("with_entries", 1, call => FromEntries(call, new ListNode(ToEntries(call)
            .SelectMany(entry => call.Evaluate(0, YqMatch.Made(entry))).Select(match => match.Value).ToArray())));
        functions.Map("map_values", 1, MapValues);
        functions.Map("sort_keys", 1, call => call.Value is MapNode map
            ? new MapNode(map.OrderBy(entry => entry.Key, StringComparer.Ordinal).ToArray(), map.Mark) : call.Value);
        functions.Map("pick", 1, call => Pick(call, call.First(0) as ListNode ?? throw call.Fail("pick needs a list of keys")));
        functions.Map("omit", 1, call => Omit(call, call.First(0) as ListNode ?? throw call.Fail("omit needs a list of keys")));
    }

    private static ListNode ToEntries(YqCall call)
    {
        call.Run.MakeNodes(2L * (call.Value is ListNode items ? items.Count : call.Value is MapNode entries ? entries.Count : 0), call.Column);
        return new((call.Value switch
        {
            MapNode map => map.Select(entry => Entry(new StringNode(entry.Key), entry.Value)),
            ListNode list => list.Select((item, i) => Entry(new IntNode(i), item)),
            _ => [],
        }).ToArray());
    }

    private static Node Entry(Node key, Node value) => new MapNode([KeyValuePair.Create("key", key), KeyValuePair.Create("value", value)]);

    private static MapNode FromEntries(YqCall call, ListNode entries)
    {
        var map = new OrderedDictionary<string, Node>(StringComparer.Ordinal);
        foreach (var item in entries)
        {
            if (item is not MapNode entry) throw call.Fail($"{call.Name} needs maps with key and value, not {Scalars.Tag(item)}");
            var key = entry["key"] ?? entry["k"] ?? entry["name"] ?? throw call.Fail($"{call.Name} needs entries with a key");
            map[Scalars.Text(key)] = entry["value"] ?? entry["v"] ?? NullNode.Instance;
        }
        return new MapNode([.. map]);
    }

    private static Node MapValues(YqCall call)
    {
        IEnumerable<Node> One(YqMatch child) => call.Evaluate(0, child).Select(match => match.Value).Take(1);
        return call.Value switch
        {
            MapNode map => new MapNode(map.SelectMany(entry => One(call.Input.Child(entry.Key, entry.Value))
                .Select(value => KeyValuePair.Create(entry.Key, value))).ToArray(), map.Mark),
            ListNode list => new ListNode(Iterate.Children(call.Input).SelectMany(One).ToArray(), list.Mark),
            _ => call.Value,
        };
    }

    private static Node Pick(YqCall call, ListNode keys) => call.Value switch
    {
        MapNode map => new MapNode(keys.Select(Scalars.Text).Distinct().Where(key => map[key] is not null).Select(key => KeyValuePair.Create(key, map[key]!)).ToArray(), map.Mark),
        ListNode list => new ListNode(keys.OfType<IntNode>().Where(i => i.Value >= 0 && i.Value < list.Count).Select(i => list[(int)i.Value]).ToArray(), list.Mark),
        _ => throw call.Fail($"pick works on maps and lists, not {Scalars.Tag(call.Value)}"),
    };

    private static Node Omit(YqCall call, ListNode keys) => call.Value switch
    {
        MapNode map => new MapNode(map.Where(entry => !keys.Any(key => Scalars.Text(key) == entry.Key)).ToArray(), map.Mark),
        ListNode list => new ListNode(list.Where((_, i) => !keys.Contains(new IntNode(i))).ToArray(), list.Mark),
        _ => throw call.Fail($"omit works on maps and lists, not {Scalars.Tag(call.Value)}"),
    };
}
