using Gaia.Documents.Nodes;
using Gaia.Templates.Values;

namespace Gaia.Templates.Functions.Sprig;

/// <summary>Functions that make lists. The must- forms differ only in how Go reports a refusal.</summary>
internal static class ListFunctions
{
    public static void AddTo(FunctionTable table)
    {
        table.AddOpen("list", 0, call => Make.List(call.Arguments));
        table.Alias("list", "tuple");
        table.Add("append", 2, call => Make.List(Items(call, 0, "push").Append(call[1])));
        table.Alias("append", "push", "mustAppend", "mustPush");
        table.Add("prepend", 2, call => Make.List(Items(call, 0, "prepend").Prepend(call[1])));
        table.Alias("prepend", "mustPrepend");
        table.Add("rest", 1, call => Items(call, 0, "rest") is { Count: > 0 } items ? Make.List(items.Skip(1)) : NullNode.Instance);
        table.Alias("rest", "mustRest");
        table.Add("initial", 1, call => Items(call, 0, "initial") is { Count: > 0 } items ? Make.List(items.SkipLast(1)) : NullNode.Instance);
        table.Alias("initial", "mustInitial");
        table.Add("reverse", 1, call => Make.List(Items(call, 0, "reverse").Reverse()));
        table.Alias("reverse", "mustReverse");
        table.Add("uniq", 1, call => Make.List(Distinct(call, Items(call, 0, "uniq"))));
        table.Alias("uniq", "mustUniq");
        table.Add("compact", 1, call => Make.List(Items(call, 0, "compact").Where(Shape.IsTrue)));
        table.Alias("compact", "mustCompact");
        table.AddOpen("without", 1, Without);
        table.Alias("without", "mustWithout");
        table.AddOpen("concat", 0, Concat);
        table.Add("chunk", 2, Chunk);
        table.Alias("chunk", "mustChunk");
        table.Add("slice", 1, 3, Slice);
        table.Alias("slice", "mustSlice");
        table.Add("until", 1, call => Range(call, 0, call.Int(0), call.Int(0) < 0 ? -1 : 1));
        table.Add("untilStep", 3, call => Range(call, call.Int(0), call.Int(1), call.Int(2)));
        table.AddOpen("seq", 0, Sequence);
    }

    public static ListNode Items(TemplateCall call, int position, string verb) => call[position] switch
    {
        ListNode list => list,
        NullNode => throw call.Fail($"Cannot {verb} on type <nil>"),
        var other => throw call.Fail($"Cannot {verb} on type {Kinds.Of(other)}"),
    };

    public static IEnumerable<Node> Distinct(TemplateCall call, ListNode items)
    {
        call.Charge(Cost.Distinct(items));
        return items.Distinct(DeepEquality.Comparer);
    }

    private static Node Concat(TemplateCall call)
    {
        var lists = Enumerable.Range(0, call.Count).Select(i => Items(call, i, "concat")).ToList();
        call.Allow(8, lists.Sum(list => (long)list.Count));
        return Make.List(lists.SelectMany(list => list));
    }

    private static ListNode Without(TemplateCall call)
    {
        var items = Items(call, 0, "without");
        call.Charge(Cost.Walk(items) * call.Count + call.Arguments.Skip(1).Sum(Cost.Walk));
        return Make.List(items.Where(item => !call.Arguments.Skip(1).Contains(item, DeepEquality.Comparer)));
    }

    private static ListNode Chunk(TemplateCall call)
    {
        var size = call.Int(0);
        if (size < 1) throw call.Fail($"chunk size {size} is not positive");
        return Make.List(Items(call, 1, "chunk").Chunk((int)Math.Min(size, int.MaxValue)).Select(Node (part) => Make.List(part)));
    }

    // Go's built-in slice takes strings too; Sprig's takes lists only and hides it.
    private static Node Slice(TemplateCall call)
    {
        var count = call[0] is StringNode text ? text.Value.Length : Items(call, 0, "slice").Count;
        var from = call.Count > 1 ? Cast.Int(call[1]) : 0;
        var to = call.Count > 2 ? Cast.Int(call[2]) : count;
        if (from < 0 || to > count || from > to) throw call.Fail($"slice bounds out of range [{from}:{to}] with length {count}");
        return call[0] is StringNode all
            ? Make.Text(all.Value[(int)from..(int)to])
            : Make.List(Items(call, 0, "slice").Skip((int)from).Take((int)(to - from)));
    }

    private static ListNode Range(TemplateCall call, long start, long stop, long step)
    {
        if (step == 0 || step > 0 && stop <= start || step < 0 && stop >= start) return ListNode.Empty;
        var count = (Math.Abs((decimal)stop - start) + Math.Abs((decimal)step) - 1) / Math.Abs((decimal)step);
        call.Allow(count > int.MaxValue ? long.MaxValue : (long)count * 8);
        return Make.List(Enumerable.Range(0, (int)count).Select(Node (i) => Make.Int(start + i * step)));
    }

    private static StringNode Sequence(TemplateCall call)
    {
        var numbers = call.Arguments.Select(Cast.Int).ToArray();
        var list = numbers switch
        {
            [var end] => Range(call, 1, end + (end < 1 ? -1 : 1), end < 1 ? -1 : 1),
            [var start, var end] => Range(call, start, end + (end < start ? -1 : 1), end < start ? -1 : 1),
            [var start, var step, var end] when end < start != step < 0 => Range(call, 0, 0, start),
            [var start, var step, var end] => Range(call, start, end + (end < start ? -1 : 1), step),
            _ => ListNode.Empty,
        };
        return Make.Text(string.Join(' ', list));
    }
}
