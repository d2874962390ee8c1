namespace Gaia.Documents.Nodes;

/// <summary>
/// One value of a configuration: immutable, shared between every stack that reaches it, and aware of the place it
/// was written. Equality is by value; <see cref="Mark"/> does not count.
/// </summary>
public abstract class Node
{
    protected Node(SourceMark mark, NodeTraits traits = NodeTraits.None) => (Mark, Traits) = (mark, traits);

    public SourceMark Mark { get; }

    /// <summary>The name people know: null, bool, int, float, string, list or map.</summary>
    public abstract string Kind { get; }

    /// <summary>In a sentence: "a map", "an int".</summary>
    public string KindWords => Kind == "int" ? $"an {Kind}" : $"a {Kind}";

    public NodeTraits Traits { get; }

    public bool Has(NodeTraits any) => (Traits & any) != 0;
}
