namespace Gaia.Audit.Heads;

/// <summary>How it goes with the noting of heads here.</summary>
public sealed class NotedHeads
{
    private volatile string? problem;

    /// <summary>What keeps the head from being noted, or null.</summary>
    public string? Problem
    {
        get => problem;
        internal set => problem = value;
    }
}
