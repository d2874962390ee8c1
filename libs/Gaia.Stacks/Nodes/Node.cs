namespace Gaia.Stacks.Nodes;

/// <summary>
/// One value of a configuration: immutable, shared between every stack that reaches it, and aware of the place it
/// was written. Equality is by value; <see cref="Mark"/> does not count.
/// </summary>
public abstract class Node
{
    private protected Node(SourceMark mark) => Mark = mark;

    public SourceMark Mark { get; }

    /// <summary>The name people know: null, bool, int, float, string, list or map.</summary>
    public abstract string Kind { get; }
}
