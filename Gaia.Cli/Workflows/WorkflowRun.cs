using Gaia.Cli.Hosting;
using Gaia.Stacks.Configuration;
using Gaia.Stacks.Workflows;

namespace Gaia.Cli.Workflows;

/// <summary>One run of one workflow: its steps in order, until one fails.</summary>
internal sealed class WorkflowRun(CliContext context, AtmosConfiguration configuration, Workflow workflow)
{
    public string? Stack { get; init; }

    public bool DryRun { get; init; }

    public string? FromStep { get; init; }

    public async Task<int> RunAsync()
    {
        var steps = Steps();
        var runner = new StepRunner(context, configuration, workflow, Stack, DryRun);
        var code = ExitCodes.Ok;
        foreach (var step in steps)
        {
            if (context.Interrupts.Came || !Runs(step, failed: code != ExitCodes.Ok)) continue;
            var ended = await runner.RunAsync(step);
            if (ended == ExitCodes.Ok) continue;
            if (code == ExitCodes.Ok) code = ended;
            SayHowToResume(step, runner);
        }
        return code;
    }

    private IReadOnlyList<WorkflowStep> Steps()
    {
        if (workflow.Steps.Count == 0)
            throw new CliException($"workflow has no steps defined: `{workflow.Name}` needs at least one.", ExitCodes.Failed, $"Add `steps` to it in {workflow.File}.");
        if (FromStep is null) return workflow.Steps;
        var steps = workflow.Steps.SkipWhile(step => step.Name != FromStep).ToList();
        return steps.Count > 0 ? steps : throw new CliException(
            $"invalid from-step flag: workflow `{workflow.Name}` has no step `{FromStep}`.", ExitCodes.Failed,
            ["Its steps:", .. workflow.Steps.Select(step => $"  - {step.Name}")]);
    }

    private static bool Runs(WorkflowStep step, bool failed) => step.When switch
    {
        "always" => true,
        "never" => false,
        "failure" => failed,
        _ => !failed,
    };

    private void SayHowToResume(WorkflowStep step, StepRunner runner)
    {
        var stack = runner.StackOf(step);
        context.Error.WriteLine($"workflow step execution failed: step `{step.Name}` of workflow `{workflow.Name}`");
        context.Error.WriteLine("The following command failed to execute:");
        foreach (var line in runner.Shown(step).Split('\n')) context.Error.WriteLine($"  {line}");
        var file = Path.ChangeExtension(workflow.File, null);
        context.Error.WriteLine("To resume the workflow from this step, run:");
        context.Error.WriteLine($"  gaia workflow {workflow.Name} -f {file} --from-step '{step.Name}'{(stack is null ? "" : $" -s '{stack}'")}");
    }
}
