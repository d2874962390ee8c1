using Gaia.Documents.Nodes;
using Gaia.Yq.Operations;

namespace Gaia.Yq.Functions;

internal static class ListFunctions
{
    private static readonly Comparer<Node> Order = Comparer<Node>.Create(Scalars.Compare);

    public static void AddTo(YqFunctions functions)
    {
        functions.Map("map", 1, call => call.Value is NullNode ? call.Value
            : new ListNode(Iterate.Children(call.Input).SelectMany(child => call.Evaluate(0, child)).Select(match => match.Value).ToArray()));
        functions.Map("sort", 0, call => List(call.InputList.Order(Order)));
        functions.Map("sort_by", 1, call => List(call.InputList.Select(item => (item, Key: Keys(call, item))).OrderBy(pair => pair.Key, KeyOrder).Select(pair => pair.item)));
        functions.Map("reverse", 0, call => call.Value is StringNode text ? new StringNode(string.Concat(text.Value.Reverse())) : List(call.InputList.Reverse()));
        functions.Map("unique", 0, call => List(call.InputList.Distinct()));
        functions.Map("unique_by", 1, call => List(call.InputList.DistinctBy(item => call.First(0, item))));
        functions.Map("group_by", 1, call => List(call.InputList.GroupBy(item => call.First(0, item)).Select(Node (group) => List(group))));
        functions.Add("flatten", 0, 1, call => [YqMatch.Made(List(Flatten(call.InputList, call.Arguments.Length == 0 ? int.MaxValue : Depth(call))))]);
        functions.Map("min", 0, call => call.InputList.Min(Order) ?? NullNode.Instance);
        functions.Map("max", 0, call => call.InputList.Max(Order) ?? NullNode.Instance);
        functions.Map("min_by", 1, call => call.InputList.MinBy(item => call.First(0, item), Order) ?? NullNode.Instance);
        functions.Map("max_by", 1, call => call.InputList.MaxBy(item => call.First(0, item), Order) ?? NullNode.Instance);
        functions.Map("add", 0, call => Iterate.Children(call.Input).Aggregate((Node)NullNode.Instance,
            (sum, match) => Arithmetic.Add(call.Run, call.Column, sum, match.Value)));
        functions.Add("any", 0, 1, call => [YqMatch.Made(new BoolNode(Answers(call).Any(Truth.Of)))]);
        functions.Alias("any", "any_c");
        functions.Add("all", 0, 1, call => [YqMatch.Made(new BoolNode(Answers(call).All(Truth.Of)))]);
        functions.Alias("all", "all_c");
        functions.Map("contains", 1, call => new BoolNode(IsIn(call, call.Value, call.First(0))));
        functions.Map("inside", 1, call => new BoolNode(IsIn(call, call.First(0), call.Value)));
        functions.Add("range", 1, 2, Range);
    }

    private static IEnumerable<Node> Answers(YqCall call) => Iterate.Children(call.Input)
        .Select(child => call.Arguments.Length == 0 ? child.Value : call.First(0, child.Value));

    private static ListNode List(IEnumerable<Node> items) => new(items.ToArray());

    private static ListNode Keys(YqCall call, Node item) => List(call.Evaluate(0, YqMatch.Made(item)).Select(match => match.Value));

    private static readonly Comparer<ListNode> KeyOrder = Comparer<ListNode>.Create((a, b) =>
        a.Zip(b, Scalars.Compare).FirstOrDefault(order => order != 0) is var order and not 0 ? order : a.Count.CompareTo(b.Count));

    private static int Depth(YqCall call) => call.First(0) is IntNode { Value: >= 0 } depth ? (int)Math.Min(depth.Value, int.MaxValue) : throw call.Fail("flatten needs a depth of 0 or more");

    private static IEnumerable<Node> Flatten(ListNode list, int depth)
    {
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        return list.SelectMany(item => item is ListNode inner && depth > 0 ? Flatten(inner, depth - 1) : [item]);
    }

    // Of lists each is held against each.
    private static bool IsIn(YqCall call, Node value, Node part)
    {
        var comparisons = (double)value.Weight * part.Weight;
        call.Run.Spend((long)Math.Min(value is ListNode ? comparisons / 8 : comparisons / 64, long.MaxValue / 2), call.Column);
        return Contains(value, part);
    }

    private static bool Contains(Node value, Node part) => (value, part) switch
    {
        (StringNode text, StringNode piece) => text.Value.Contains(piece.Value, StringComparison.Ordinal),
        (ListNode list, ListNode parts) => parts.All(wanted => list.Any(item => Contains(item, wanted))),
        (ListNode list, _) => list.Any(item => Comparison.AreEqual(item, part)),
        (MapNode map, MapNode parts) => parts.All(entry => map[entry.Key] is { } present && Contains(present, entry.Value)),
        _ => Comparison.AreEqual(value, part),
    };

    private static IEnumerable<YqMatch> Range(YqCall call)
    {
        if (call.First(call.Arguments.Length - 1) is not IntNode stop) throw call.Fail("range needs whole numbers");
        var start = call.Arguments.Length == 2 ? call.First(0) as IntNode ?? throw call.Fail("range needs whole numbers") : new IntNode(0);
        for (var i = start.Value; i < stop.Value; i++)
        {
            call.Run.Step(call.Column);
            yield return YqMatch.Made(new IntNode(i));
        }
    }
}
