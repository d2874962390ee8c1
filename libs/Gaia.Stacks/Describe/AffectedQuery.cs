using Gaia.Stacks.Evaluation;

namespace Gaia.Stacks.Describe;

public sealed record AffectedQuery
{
    /// <summary>Files that differ between the two trees, relative to <see cref="RepositoryRoot"/>.</summary>
    public IReadOnlyCollection<string> ChangedFiles { get; init; } = [];

    /// <summary>Absolute root of the newer tree.</summary>
    public required string RepositoryRoot { get; init; }

    public string? Stack { get; init; }

    public bool IncludeDependents { get; init; }

    public bool IncludeSettings { get; init; } = true;

    public bool ExcludeLocked { get; init; }

    public EvaluationOptions Evaluation { get; init; } = EvaluationOptions.Default;
}
