namespace Gaia.Stacks.Components;

/// <summary>Null or empty means any.</summary>
public sealed record InstanceFilter
{
    public string? Stack { get; init; }

    public IReadOnlyList<string> Components { get; init; } = [];

    public IReadOnlyList<string> Types { get; init; } = [];

    public bool IncludeAbstract { get; init; }
}
