namespace Gaia.Stacks.Evaluation;

public sealed record EvaluationOptions
{
    public static EvaluationOptions Default { get; } = new();

    /// <summary>`--process-templates`.</summary>
    public bool ProcessTemplates { get; init; } = true;

    /// <summary>`--process-functions`.</summary>
    public bool ProcessFunctions { get; init; } = true;

    /// <summary>`--skip`: functions left as text, without the exclamation mark: `terraform.output`.</summary>
    public IReadOnlyList<string> Skip { get; init; } = [];

    /// <summary>functions that reach outside stay text where they fail: enough to compare stacks by.</summary>
    public bool KeepUnresolved { get; init; }

    /// <summary>Sections to evaluate; empty for all. Others are left out of the result.</summary>
    public IReadOnlyList<string> Sections { get; init; } = [];
}
