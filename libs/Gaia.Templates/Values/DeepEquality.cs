using System.Runtime.CompilerServices;
using Gaia.Documents.Nodes;

namespace Gaia.Templates.Values;

/// <summary>Equality by value that a hostile nesting cannot turn into a stack overflow.</summary>
internal sealed class DeepEquality : IEqualityComparer<Node>
{
    public static DeepEquality Comparer { get; } = new();

    public bool Equals(Node? a, Node? b)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (ReferenceEquals(a, b)) return true;
        if (a is null || b is null) return false;
        if (Shape.IsNull(a) && Shape.IsNull(b)) return true;
        if (a is ListNode x && b is ListNode y) return x.Count == y.Count && x.Zip(y).All(pair => Equals(pair.First, pair.Second));
        if (!Shape.IsMap(a) || !Shape.IsMap(b)) return a is not ListNode && b is not ListNode && a.Equals(b);
        return Shape.MapCount(a) == Shape.MapCount(b)
            && Shape.Entries(a).All(entry => Shape.TryGet(b, entry.Key, out var value) && Equals(entry.Value, value));
    }

    // Shallow: enough to tell most values apart, and it always ends.
    public int GetHashCode(Node value) => value switch
    {
        ListNode list => list.Count,
        _ when Shape.IsMap(value) => ~Shape.MapCount(value),
        _ when Shape.IsNull(value) => 0,
        _ => value.GetHashCode(),
    };
}
