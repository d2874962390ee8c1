namespace Gaia.Runs.States;

/// <summary>One content that a state had, or has.</summary>
/// <param name="Id">Grows over all states.</param>
/// <param name="Version">Counts from 1 within the state.</param>
/// <param name="Serial">Terraform's own counter inside <paramref name="Lineage"/>.</param>
/// <param name="Digest"><c>sha256:...</c> of the state file.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Resources">Managed resource instances; null for versions of before they were counted.</param>
/// <param name="Author">Who wrote it; for a run, who approved it.</param>
/// <param name="RolledBackTo">For a rollback, the version whose content it has.</param>
public sealed record StateVersion(
    long Id, StateKey State, long Version, StateOrigin Origin, long Serial, string Lineage, string Digest, long Size, int? Resources,
    string Author, RunId? RunId, DateTimeOffset CreatedAt, long? RolledBackTo)
{
    internal string Blob { get; init; } = "";

    internal IReadOnlyList<RunOutput> Outputs { get; init; } = [];
}

/// <summary>How a version came.</summary>
public enum StateOrigin
{
    /// <summary>Terraform wrote it to Gaia's backend.</summary>
    Backend,

    /// <summary>A run copied it from where its terraform keeps it.</summary>
    Run,

    Adopt,
    Rollback,
}
