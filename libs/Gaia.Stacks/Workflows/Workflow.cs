using Gaia.Documents.Nodes;

namespace Gaia.Stacks.Workflows;

/// <summary>One workflow of a workflow manifest.</summary>
/// <param name="File">Path of the manifest relative to the workflows folder, with its extension.</param>
/// <param name="Raw">As written: what `describe workflows -o all` shows.</param>
public sealed record Workflow(string File, string Name, IReadOnlyList<WorkflowStep> Steps, MapNode Raw)
{
    public string Description { get; init; } = "";

    /// <summary>Stack for all atmos steps, over one in their command.</summary>
    public string? Stack { get; init; }

    public string? WorkingDirectory { get; init; }

    public IReadOnlyDictionary<string, string> Env { get; init; } = new Dictionary<string, string>();
}

/// <param name="Name">As written, or step1, step2, ...</param>
/// <param name="Type">atmos, shell, script, env or exec; anything else is refused when it would run.</param>
public sealed record WorkflowStep(string Name, string Type, string Command, SourceMark Mark)
{
    /// <summary>Stack of this atmos step, over the workflow's.</summary>
    public string? Stack { get; init; }

    public string? WorkingDirectory { get; init; }

    public IReadOnlyDictionary<string, string> Env { get; init; } = new Dictionary<string, string>();

    /// <summary>Of type env: variables for this and every later step.</summary>
    public IReadOnlyDictionary<string, string> Vars { get; init; } = new Dictionary<string, string>();

    /// <summary>Of type env: whether processes see the variables too, not templates alone.</summary>
    public bool Exports { get; init; } = true;

    public WorkflowRetry Retry { get; init; } = WorkflowRetry.None;

    /// <summary>success (the default), failure, always or never: by how the steps before it ended.</summary>
    public string When { get; init; } = "success";

    /// <summary>Of type script: the program that reads it on stdin or as a file.</summary>
    public string Interpreter { get; init; } = "sh";
}
