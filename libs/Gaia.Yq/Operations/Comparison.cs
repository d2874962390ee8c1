using Gaia.Documents.Nodes;
using Gaia.Documents.Patterns;

namespace Gaia.Yq.Operations;

internal static class Comparison
{
    /// <summary>As yq: text on the right may be a pattern with *.</summary>
    public static bool AreEqual(Node a, Node b)
    {
        if (a is StringNode text && b is StringNode pattern) return Wildcards.Matches(text.Value, pattern.Value);
        if (Scalars.AsDouble(a) is { } x && Scalars.AsDouble(b) is { } y) return x.Equals(y);
        if (a is NullNode || b is NullNode) return a is NullNode && b is NullNode;
        return a.Equals(b);
    }

    public static Node Equal(YqRun run, int column, Node a, Node b) => new BoolNode(AreEqual(a, b));

    public static Node NotEqual(YqRun run, int column, Node a, Node b) => new BoolNode(!AreEqual(a, b));

    public static Func<YqRun, int, Node, Node, Node> Order(Func<int, bool> accepts) => (run, column, a, b) =>
    {
        if (a is NullNode || b is NullNode) return new BoolNode(a is NullNode && b is NullNode && accepts(0));
        if (a is StringNode != b is StringNode || a is ListNode or MapNode)
            throw run.Fail($"{Scalars.Tag(a)} and {Scalars.Tag(b)} have no order", column);
        return new BoolNode(accepts(Scalars.Compare(a, b)));
    };
}
