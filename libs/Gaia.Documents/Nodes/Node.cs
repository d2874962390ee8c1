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

    /// <summary>
    /// What writing it out would take: a unit for each value, and one more for 32 characters of text. What is shared counts each time it is
    /// reached, so that a few lists in lists may weigh more than any machine has.
    /// </summary>
    public virtual long Weight => 1;

    /// <summary>Values within each other, itself counted: whoever writes or compares it goes so deep.</summary>
    public virtual int Depth => 1;
}
