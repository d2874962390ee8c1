using CsCheck;
using Gaia.Documents.Nodes;
using Gaia.Documents.Tests;
using Gaia.Stacks.Merging;

namespace Gaia.Stacks.Tests.Merging;

public sealed class LayeredMergeTests
{
    // Marks tell the layers apart; some layers come twice, and some are parts of others.
    private static readonly Gen<MapNode[]> Layers = Gen.Select(NodeGen.Map.Array[0, 6], Gen.Int[0, 5].Array[0, 4]).Select((maps, again) =>
        maps.Select((map, i) => Marked(map, i + 1)).Concat(again.Where(i => i < maps.Length).Select(i => maps[i])).ToArray());

    [Fact]
    public void Layers_together_are_layers_one_by_one() => Gen.Select(Layers, Gen.Int[0, 2]).Sample((layers, number) =>
    {
        var lists = (ListStrategy)number;
        var merge = new LayeredMerge(lists);
        foreach (var layer in layers) merge.Add(layer);
        return Shown(merge.Result()) == Shown(layers.Aggregate(MapNode.Empty, (lower, upper) => DeepMerge.Merge(lower, upper, lists)));
    }, iter: 20_000);

    [Fact]
    public void A_result_stays_as_it_is_when_more_comes() => Gen.Select(Layers, Layers).Sample((first, second) =>
    {
        var merge = new LayeredMerge(ListStrategy.Replace);
        foreach (var layer in first) merge.Add(layer);
        var early = merge.Result();
        var shown = Shown(early);
        foreach (var layer in second) merge.Add(layer);
        return Shown(early) == shown && Shown(merge.Result()) == Shown(first.Concat(second).Aggregate(MapNode.Empty, (lower, upper) => DeepMerge.Merge(lower, upper)));
    });

    private static MapNode Marked(MapNode map, int line) =>
        new([.. map.Select(entry => KeyValuePair.Create(entry.Key, entry.Value is MapNode inner ? Marked(inner, line) : entry.Value))], new SourceMark("f", line, 1));

    private static string Shown(Node node) => node.Mark + node switch
    {
        MapNode map => "{" + string.Join(", ", map.Select(entry => $"{entry.Key}: {Shown(entry.Value)}")) + "}",
        ListNode list => "[" + string.Join(", ", list.Select(Shown)) + "]",
        _ => $"{node.Kind} {node}",
    };
}
