using CsCheck;
using Gaia.Documents.Nodes;

namespace Gaia.Documents.Tests;

/// <summary>Random nodes with few keys, so that maps meet.</summary>
internal static class NodeGen
{
    private static readonly Gen<string> Keys = Gen.OneOf("a", "b", "c", "d", "e");

    public static Gen<Node> Scalar { get; } = Gen.OneOf(
        Gen.Long[-3, 3].Select(value => (Node)new IntNode(value)),
        Gen.Bool.Select(value => (Node)new BoolNode(value)),
        Gen.OneOf("", "x", "y", "{{ .a }}").Select(value => (Node)new StringNode(value)),
        Gen.Const<Node>(NullNode.Instance));

    public static Gen<Node[]> Items { get; } = Scalar.Array[0, 4];

    public static Gen<MapNode> Map { get; } = Level(3);

    /// <summary>The key decides the type at every depth: a and b hold maps, c a list, d and e scalars.</summary>
    public static Gen<MapNode> Shaped { get; } = ShapedLevel(3);

    private static Gen<MapNode> Level(int depth)
    {
        var value = depth == 0 ? Scalar : Gen.Frequency(
            (3, Scalar), (1, Items.Select(items => (Node)new ListNode(items))), (2, Level(depth - 1).Select(map => (Node)map)));
        return Gen.Select(Keys, value).Array[0, 5].Select(pairs => Unique(pairs.Select(pair => (pair.Item1, pair.Item2))));
    }

    private static Gen<MapNode> ShapedLevel(int depth) => Keys.Array[0, 5].SelectMany(keys =>
        Gen.Select(Scalar.Array[keys.Length], Items, depth == 0 ? Gen.Const(MapNode.Empty) : ShapedLevel(depth - 1)).Select((scalars, items, map) =>
            Unique(keys.Select((key, i) => (key, key switch { "a" or "b" => (Node)map, "c" => new ListNode(items), _ => scalars[i] })))));

    private static MapNode Unique(IEnumerable<(string Key, Node Value)> pairs) =>
        new([.. pairs.DistinctBy(pair => pair.Key).Select(pair => KeyValuePair.Create(pair.Key, pair.Value))]);
}
