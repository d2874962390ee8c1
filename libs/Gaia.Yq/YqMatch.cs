using Gaia.Documents.Nodes;

namespace Gaia.Yq;

/// <summary>A value that an expression gives and, where it was read from the document, the way to it.</summary>
internal readonly record struct YqMatch(Node Value, YqPath? Path)
{
    // A few lists in lists of themselves are small here and endless to whoever writes or compares them.
    private const long Heaviest = 4_000_000;

    // As templates have it.
    private const int Deepest = 1_000;

    /// <exception cref="YqTooHeavyException"/>
    public static YqMatch Made(Node value) => new(Bearable(value), null);

    public YqMatch Child(string key, Node value) => new(value, Path is null ? null : new YqPath(Path, this.Value, key, -1));

    public YqMatch Child(int index, Node value) => new(value, Path is null ? null : new YqPath(Path, this.Value, null, index));

    /// <inheritdoc cref="Made"/>
    public YqMatch With(Node value) => new(Bearable(value), Path);

    private static Node Bearable(Node value) => value.Weight <= Heaviest && value.Depth <= Deepest ? value : throw new YqTooHeavyException();
}

/// <summary>One step down from <paramref name="Up"/>: by key, or by index where the key is null.</summary>
internal sealed class YqPath(YqPath? up, Node parent, string? key, int index)
{
    public static YqPath Root() => new(null, NullNode.Instance, null, -1);

    public YqPath? Up => up;

    public Node Parent => parent;

    public string? Key => key;

    public int Index => index;

    public Node Step => key is null ? new IntNode(index) : new StringNode(key);

    /// <summary>The steps below <paramref name="from"/>; null when this path does not come from there.</summary>
    public List<YqPath>? StepsFrom(YqPath from)
    {
        var steps = new List<YqPath>();
        for (var path = this; path is not null; path = path.Up)
        {
            if (ReferenceEquals(path, from))
            {
                steps.Reverse();
                return steps;
            }
            steps.Add(path);
        }
        return null;
    }

    public List<YqPath> Steps()
    {
        var steps = new List<YqPath>();
        for (var path = this; path.Up is not null; path = path.Up) steps.Add(path);
        steps.Reverse();
        return steps;
    }
}
