using Gaia.Documents.Nodes;

namespace Gaia.Stacks.Merging;

/// <summary>
/// A map or list that a function's result will be merged with, or the other way round. It lives between merge and
/// evaluation only and never leaves the engine.
/// </summary>
internal sealed class DeferredNode(Node lower, Node upper)
    : Node(upper.Mark, lower.Traits | upper.Traits | NodeTraits.Deferred)
{
    public Node Lower => lower;

    public Node Upper => upper;

    public override string Kind => "deferred";

    public override bool Equals(object? obj) => obj is DeferredNode other && other.Lower.Equals(lower) && other.Upper.Equals(upper);

    public override int GetHashCode() => HashCode.Combine(lower, upper);
}
