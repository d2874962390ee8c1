using Gaia.Stacks.Evaluation;

namespace Gaia.Stacks.Describe;

/// <summary>What of all stacks is wanted; empty lists mean all.</summary>
public sealed record StacksQuery
{
    /// <summary>A stack's name, or the file of its manifest.</summary>
    public string? Stack { get; init; }

    public IReadOnlyList<string> Components { get; init; } = [];

    public IReadOnlyList<string> Types { get; init; } = [];

    public IReadOnlyList<string> Sections { get; init; } = [];

    /// <summary>Which instances may be seen at all; asked once the names are known.</summary>
    public Func<Components.ComponentInstance, bool>? Where { get; init; }

    public bool IncludeEmptyStacks { get; init; }

    public EvaluationOptions Evaluation { get; init; } = EvaluationOptions.Default;
}
