using Gaia.Documents.Nodes;

namespace Gaia.Templates.Values;

/// <summary>A Go value with methods: a time, a duration, a version. Always true; compared by its text.</summary>
internal abstract class ObjectNode() : Node(default)
{
    public override string Kind => "object";

    /// <summary>What %T prints.</summary>
    public abstract string GoType { get; }

    /// <summary>What %v prints.</summary>
    public abstract override string ToString();

    /// <returns>Null when there is no such method or field.</returns>
    public abstract Node? Member(string name, Node[] arguments);

    public override bool Equals(object? obj) => obj is ObjectNode other && other.GoType == GoType && other.ToString() == ToString();

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);
}
