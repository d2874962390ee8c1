using CsCheck;
using Gaia.Documents.Nodes;
using Gaia.Documents.Tests;
using Gaia.Stacks.Merging;

namespace Gaia.Stacks.Tests.Merging;

public sealed class MergeLawTests
{
    private static readonly Gen<MapNode> Maps = NodeGen.Map;
    private static readonly Gen<ListStrategy> Strategies = Gen.Int[0, 2].Select(number => (ListStrategy)number);

    [Fact]
    public void An_empty_map_changes_nothing_on_either_side() => Gen.Select(Maps, Strategies).Sample((map, lists) =>
        DeepMerge.Merge(map, MapNode.Empty, lists).Equals(map) && DeepMerge.Merge(MapNode.Empty, map, lists).Equals(map));

    [Fact]
    public void Merging_a_map_with_itself_gives_it_back() => Maps.Sample(map => ReferenceEquals(DeepMerge.Merge(map, map), map));

    [Fact]
    public void Merging_twice_is_merging_once_where_lists_are_replaced() => Gen.Select(Maps, Maps).Sample((lower, upper) =>
        DeepMerge.Merge(DeepMerge.Merge(lower, upper), upper).Equals(DeepMerge.Merge(lower, upper)));

    [Fact]
    public void The_grouping_of_layers_does_not_matter_where_lists_are_replaced_and_types_agree() => Gen.Select(NodeGen.Shaped, NodeGen.Shaped, NodeGen.Shaped)
        .Sample((a, b, c) => DeepMerge.Merge(DeepMerge.Merge(a, b), c).Equals(DeepMerge.Merge(a, DeepMerge.Merge(b, c))));

    [Fact]
    public void Keys_are_those_of_both() => Gen.Select(Maps, Maps, Strategies).Sample((lower, upper, lists) =>
        DeepMerge.Merge(lower, upper, lists).Select(entry => entry.Key).ToHashSet()
            .SetEquals(lower.Select(entry => entry.Key).Union(upper.Select(entry => entry.Key))));

    [Fact]
    public void A_scalar_above_wins() => Gen.Select(Maps, Maps, Strategies).Sample((lower, upper, lists) =>
    {
        var merged = DeepMerge.Merge(lower, upper, lists);
        return upper.Where(entry => entry.Value is not (MapNode or ListNode)).All(entry => merged[entry.Key]!.Equals(entry.Value));
    });

    [Fact]
    public void What_only_one_side_has_is_shared() => Gen.Select(Maps, Maps, Strategies).Sample((lower, upper, lists) =>
    {
        var merged = DeepMerge.Merge(lower, upper, lists);
        return lower.Where(entry => upper.PositionOf(entry.Key) < 0).All(entry => ReferenceEquals(merged[entry.Key], entry.Value))
            && upper.Where(entry => lower.PositionOf(entry.Key) < 0).All(entry => ReferenceEquals(merged[entry.Key], entry.Value));
    });

    [Fact]
    public void Appending_keeps_every_item_in_order() => Gen.Select(NodeGen.Items, NodeGen.Items).Sample((below, above) =>
        DeepMerge.Merge(Of(below), Of(above), ListStrategy.Append)["l"]!.Equals(new ListNode([.. below, .. above])));

    [Fact]
    public void Merging_by_index_is_as_long_as_the_longer() => Gen.Select(NodeGen.Items, NodeGen.Items).Sample((below, above) =>
        ((ListNode)DeepMerge.Merge(Of(below), Of(above), ListStrategy.Merge)["l"]!).Count == Math.Max(below.Length, above.Length));

    private static MapNode Of(Node[] items) => MapNode.Empty.With("l", new ListNode(items));
}
