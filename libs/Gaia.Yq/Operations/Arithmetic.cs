using Gaia.Documents.Nodes;

namespace Gaia.Yq.Operations;

internal static class Arithmetic
{
    public const int LongestText = 64 * 1024 * 1024;

    public static Node Add(YqRun run, int column, Node a, Node b) => (a, b) switch
    {
        (NullNode, _) => b,
        (_, NullNode) => a,
        (IntNode x, IntNode y) => new IntNode(unchecked(x.Value + y.Value)),
        (ListNode x, ListNode y) => List(run, column, x, y),
        (ListNode x, _) => List(run, column, x, new([b])),
        (MapNode x, MapNode y) => Merge(run, column, x, y, deep: false),
        (StringNode, not (ListNode or MapNode)) or (not (ListNode or MapNode), StringNode) => Text(run, column, a, b),
        _ when Scalars.AsDouble(a) is { } x && Scalars.AsDouble(b) is { } y => new FloatNode(x + y),
        _ => throw Refuse(run, column, "add", a, b),
    };

    public static Node Subtract(YqRun run, int column, Node a, Node b) => (a, b) switch
    {
        (IntNode x, IntNode y) => new IntNode(unchecked(x.Value - y.Value)),
        (ListNode x, ListNode y) => Without(run, column, x, y),
        _ when Scalars.AsDouble(a) is { } x && Scalars.AsDouble(b) is { } y => new FloatNode(x - y),
        _ => throw Refuse(run, column, "subtract", a, b),
    };

    public static Node Multiply(YqRun run, int column, Node a, Node b) => (a, b) switch
    {
        (IntNode x, IntNode y) => new IntNode(unchecked(x.Value * y.Value)),
        (MapNode x, MapNode y) => Merge(run, column, x, y, deep: true),
        (NullNode, MapNode or ListNode) => b,
        (MapNode or ListNode, NullNode) => a,
        (ListNode, ListNode) => b,
        (StringNode text, IntNode count) when (double)count.Value * text.Value.Length < LongestText && count.Value >= 0 =>
            run.Made(new StringNode(string.Concat(Enumerable.Repeat(text.Value, (int)Math.Min(count.Value, text.Value.Length == 0 ? 0 : count.Value)))), column),
        _ when Scalars.AsDouble(a) is { } x && Scalars.AsDouble(b) is { } y => new FloatNode(x * y),
        _ => throw Refuse(run, column, "multiply", a, b),
    };

    public static Node Divide(YqRun run, int column, Node a, Node b) => (a, b) switch
    {
        (StringNode text, StringNode by) => Split(run, column, text.Value, by.Value),
        (_, IntNode { Value: 0 }) => throw run.Fail("division by zero", column),
        (IntNode { Value: var x }, IntNode { Value: var y }) when y != -1 && x % y == 0 => new IntNode(x / y),
        _ when Scalars.AsDouble(a) is { } x && Scalars.AsDouble(b) is { } y => new FloatNode(x / y),
        _ => throw Refuse(run, column, "divide", a, b),
    };

    public static Node Modulo(YqRun run, int column, Node a, Node b) => (a, b) switch
    {
        (_, IntNode { Value: 0 }) => throw run.Fail("division by zero", column),
        (IntNode x, IntNode y) => new IntNode(y.Value == -1 ? 0 : x.Value % y.Value),
        _ when Scalars.AsDouble(a) is { } x && Scalars.AsDouble(b) is { } y => new FloatNode(x % y),
        _ => throw Refuse(run, column, "take the remainder of", a, b),
    };

    private static MapNode Merge(YqRun run, int column, MapNode a, MapNode b, bool deep)
    {
        run.MakeEntries((long)a.Count + b.Count, column);
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        var merged = new OrderedDictionary<string, Node>(a, StringComparer.Ordinal);
        foreach (var (key, value) in b)
            merged[key] = deep && value is MapNode y && merged.GetValueOrDefault(key) is MapNode x ? Merge(run, column, x, y, true) : value;
        return new MapNode([.. merged], a.Mark);
    }

    private static ListNode Without(YqRun run, int column, ListNode items, ListNode others)
    {
        run.Spend((long)items.Count * others.Count >> 2, column);
        return new ListNode(items.Where(item => !others.Contains(item)).ToArray());
    }

    private static ListNode List(YqRun run, int column, ListNode a, ListNode b)
    {
        run.MakeItems((long)a.Count + b.Count, column);
        return new ListNode([.. a, .. b]);
    }

    /// <summary>By nothing into its characters.</summary>
    public static ListNode Split(YqRun run, int column, string text, string separator)
    {
        run.MakeNodes(separator.Length == 0 ? text.Length : text.AsSpan().Count(separator) + 1L, column);
        return new((separator.Length == 0
            ? text.EnumerateRunes().Select(rune => rune.ToString()) : text.Split(separator)).Select(Node (part) => new StringNode(part)).ToArray());
    }

    private static Node Text(YqRun run, int column, Node a, Node b)
    {
        var (x, y) = (Scalars.Text(a), Scalars.Text(b));
        if (x.Length + (long)y.Length > LongestText) throw run.Fail($"text longer than {LongestText} characters", column);
        return run.Made(new StringNode(x + y), column);
    }

    private static YqException Refuse(YqRun run, int column, string verb, Node a, Node b) =>
        run.Fail($"cannot {verb} {Scalars.Tag(a)} and {Scalars.Tag(b)}", column);
}
