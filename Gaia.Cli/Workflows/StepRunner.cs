using Gaia.Cli.Hosting;
using Gaia.Cli.Processes;
using Gaia.Documents.Nodes;
using Gaia.Stacks.Configuration;
using Gaia.Stacks.Evaluation;
using Gaia.Stacks.Workflows;
using Gaia.Templates;

namespace Gaia.Cli.Workflows;

/// <summary>
/// Runs single steps. Commands of atmos steps run in this process; shell steps in a shell. The environment grows from
/// ours by atmos.yaml's env, the workflow's, what env steps have set so far, and the step's own.
/// </summary>
internal sealed class StepRunner(CliContext context, AtmosConfiguration configuration, Workflow workflow, string? commandLineStack, bool dryRun)
{
    private readonly Dictionary<string, string> persistent = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Node> templated = new(StringComparer.Ordinal);

    public string? StackOf(WorkflowStep step) => commandLineStack ?? step.Stack ?? workflow.Stack;

    public string Shown(WorkflowStep step) => step.Type == "atmos"
        ? $"gaia {step.Command}{(StackOf(step) is { } stack ? $" -s {stack}" : "")}"
        : step.Command;

    public async Task<int> RunAsync(WorkflowStep step)
    {
        if (step.Type == "env")
        {
            foreach (var (name, value) in step.Vars)
            {
                templated[name] = new StringNode(value);
                if (step.Exports) persistent[name] = value;
            }
            return ExitCodes.Ok;
        }
        if (step.Type is not ("atmos" or "shell" or "exec" or "script"))
            throw new CliException($"invalid workflow step type `{step.Type}` of step `{step.Name}` at {step.Mark}.", ExitCodes.Failed,
                "Use atmos, shell, script, exec or env.");
        step = step with { Command = Rendered(step) };
        context.Error.WriteLine($"▸ {step.Name}: {Shown(step).Split('\n')[0]}");
        context.Terminal.Flush();
        return dryRun ? ExitCodes.Ok : await RetryAsync(step);
    }

    // Only what names .env: commands have braces of their own, such as docker's --format '{{.Names}}'.
    private string Rendered(WorkflowStep step) => templated.Count > 0 && step.Command.Contains(".env.", StringComparison.Ordinal)
        ? TemplateEngine.Render(step.Command, MapNode.Empty.With("env", new MapNode([.. templated])), TemplateOptions.Default with { Host = TemplateHosts.Closed, Origin = step.Mark }, context.Token)
        : step.Command;

    private async Task<int> RetryAsync(WorkflowStep step)
    {
        var started = context.Time.GetTimestamp();
        for (var attempt = 1; ; attempt++)
        {
            var code = await OnceAsync(step);
            var elapsed = context.Time.GetElapsedTime(started);
            if (code == ExitCodes.Ok || attempt >= step.Retry.Attempts || elapsed > step.Retry.MaxElapsed || context.Interrupts.Came)
                return code;
            var delay = step.Retry.DelayAfter(attempt, Random.Shared.NextDouble());
            context.Error.WriteLine($"Step `{step.Name}` exited {code}; try {attempt + 1} of {step.Retry.Attempts} in {delay.TotalSeconds:0.###} s.");
            context.Terminal.Flush();
            await Task.Delay(delay, context.Time, context.Token);
        }
    }

    private Task<int> OnceAsync(WorkflowStep step)
    {
        var directory = Path.GetFullPath(step.WorkingDirectory ?? workflow.WorkingDirectory ?? ".",
            step.WorkingDirectory is null && workflow.WorkingDirectory is null ? context.WorkingDirectory : configuration.BasePath);
        var environment = StepEnvironment.Of(context, configuration, [workflow.Env, persistent, step.Env, StackVariable(step)]);
        return step.Type switch
        {
            "atmos" => CommandLine.RunAsync(Arguments(step), context with { Environment = environment, WorkingDirectory = directory, Settings = Configuration.GlobalSettings.None }),
            "script" => Shell.RunAsync(context, step.Interpreter, step.Command, directory, environment),
            _ => Shell.RunAsync(context, step.Command, directory, environment),
        };
    }

    // Shell steps cannot be given -s; they read the stack here.
    private Dictionary<string, string> StackVariable(WorkflowStep step) =>
        StackOf(step) is { } stack ? new() { ["GAIA_STACK"] = stack } : [];

    // The stack goes before "--", where terraform's own arguments begin; the last -s given wins.
    private IReadOnlyList<string> Arguments(WorkflowStep step)
    {
        var words = ShellWords.Split(step.Command).ToList();
        if (words.FirstOrDefault() is "atmos" or "gaia") words.RemoveAt(0);
        if (StackOf(step) is { } stack) words.InsertRange(words.IndexOf("--") is >= 0 and var at ? at : words.Count, ["-s", stack]);
        return words;
    }
}
