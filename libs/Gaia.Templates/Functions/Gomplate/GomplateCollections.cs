using Gaia.Documents.Nodes;
using Gaia.Documents.Writing;
using Gaia.Templates.Functions.Sprig;
using Gaia.Templates.Values;

namespace Gaia.Templates.Functions.Gomplate;

internal static class GomplateCollections
{
    public static void AddTo(FunctionTable table)
    {
        table.AddOpen("coll.Slice", 0, call => Make.List(call.Arguments));
        table.AddOpen("coll.Dict", 0, DictFunctions.Dict);
        table.Add("coll.GoSlice", 1, 4, call => table.Entries["slice"].Function(call));
        table.Add("coll.Has", 2, call => Make.Bool(Has(call, call[0], call[1])));
        table.AddOpen("coll.Index", 2, Index);
        table.AddOpen("coll.Keys", 1, call => Make.Texts(call.Arguments.SelectMany((_, i) => Shape.SortedEntries(call.Map(i))).Select(entry => entry.Key)));
        table.AddOpen("coll.Values", 1, call => Make.List(call.Arguments.SelectMany((_, i) => Shape.SortedEntries(call.Map(i))).Select(entry => entry.Value)));
        table.Add("coll.Append", 2, call => Make.List(call.List(1).Append(call[0])));
        table.Add("coll.Prepend", 2, call => Make.List(call.List(1).Prepend(call[0])));
        table.Add("coll.Uniq", 1, call => Make.List(ListFunctions.Distinct(call, call.List(0))));
        table.Add("coll.Reverse", 1, call => Make.List(call.List(0).Reverse()));
        table.AddOpen("coll.Merge", 1, Merge);
        table.Add("coll.Sort", 1, 2, Sort);
        table.Add("coll.Flatten", 1, 2, call => Make.List(Flatten(call, call.List(call.Count - 1), call.Count == 2 ? Convert.Int(call[0]) : -1)));
        table.Add("coll.JQ", 2, Query);
        table.AddOpen("coll.Pick", 2, call => Filter(call, keep: true));
        table.AddOpen("coll.Omit", 2, call => Filter(call, keep: false));
        foreach (var name in new[] { "Has", "Dict", "Keys", "Values", "Append", "Prepend", "Uniq", "Reverse", "Merge", "Sort", "Flatten" })
            table.Alias($"coll.{name}", name.ToLowerInvariant());
        table.Alias("coll.JQ", "jq");
    }

    private static Node Query(TemplateCall call) => call.Options.Host.Query is { } query
        ? query(call.String(0), Shape.Freeze(call[1]), call.Cancellation)
        : throw call.Fail("queries are not allowed here");

    private static bool Has(TemplateCall call, Node collection, Node key) => collection is ListNode list
        ? ListQueries.Has(call, list, key)
        : Shape.IsMap(collection) && Shape.TryGet(collection, Convert.Text(key), out _);

    // As index, but with the collection last and an error for what is not there.
    private static Node Index(TemplateCall call)
    {
        var item = call[call.Count - 1];
        for (var i = 0; i < call.Count - 1; i++)
            item = item switch
            {
                ListNode list when Convert.Int(call[i]) is >= 0 and var at && at < list.Count => list[(int)at],
                ListNode list => throw call.Fail($"index {Convert.Text(call, i)} is out of range for a list of {list.Count}"),
                _ when Shape.IsMap(item) && Shape.TryGet(item, Convert.Text(call, i), out var value) => call.Execution.Current(value),
                _ => throw call.Fail($"map has no key '{Convert.Text(call, i)}'"),
            };
        return item;
    }

    private static DictNode Merge(TemplateCall call)
    {
        var merged = (DictNode)DictFunctions.Copied(call, call.Map(0));
        for (var i = 1; i < call.Count; i++) call.Charge(Cost.Walk(call.Map(i)));
        for (var i = 1; i < call.Count; i++) Fill(merged, call.Map(i));
        return merged;
    }

    // The first map wins, even with empty values.
    private static void Fill(DictNode target, Node source)
    {
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        foreach (var (key, value) in Shape.Entries(source))
            if (!target.Entries.TryGetValue(key, out var present)) target.Put(key, value);
            else if (Shape.IsMap(present) && Shape.IsMap(value))
            {
                var inner = DictNode.CopyOf(present);
                Fill(inner, value);
                target.Put(key, inner);
            }
    }

    private static ListNode Sort(TemplateCall call)
    {
        var list = call.List(call.Count - 1);
        call.Charge(Cost.Sort(list));
        Node Key(Node item) => call.Count == 2 && Shape.IsMap(item) && Shape.TryGet(item, Convert.Text(call, 0), out var value) ? value : item;
        return Make.List(list.OrderBy(Key, Comparer<Node>.Create(Compare)));
    }

    private static int Compare(Node a, Node b) => (a, b) switch
    {
        (IntNode x, IntNode y) => x.Value.CompareTo(y.Value),
        (IntNode or FloatNode, IntNode or FloatNode) => Cast.Float(a).CompareTo(Cast.Float(b)),
        _ => Utf8Order.Compare(Convert.Text(a), Convert.Text(b)),
    };

    private static IEnumerable<Node> Flatten(TemplateCall call, ListNode list, long depth)
    {
        call.Allow(Weight.Of(list));
        return Flatten(list, depth);
    }

    private static IEnumerable<Node> Flatten(ListNode list, long depth)
    {
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        return list.SelectMany(item => item is ListNode inner && depth != 0 ? Flatten(inner, depth - 1) : [item]);
    }

    private static DictNode Filter(TemplateCall call, bool keep)
    {
        var keys = Enumerable.Range(0, call.Count - 1).Select(call.String).ToHashSet();
        var result = new DictNode();
        foreach (var (key, value) in Shape.Entries(call.Map(call.Count - 1)))
            if (keys.Contains(key) == keep)
                result.Entries[key] = value;
        return result;
    }
}
