using Gaia.Cli.Hosting;
using Gaia.Cli.Processes;
using Gaia.Cli.States;
using Gaia.Stacks.Components;
using Gaia.Terraform;
using Gaia.Terraform.Code;
using Gaia.Terraform.Policies;

namespace Gaia.Cli.Terraform;

/// <summary>Carries a plan of action out in the component's own folder, with this terminal as terraform's.</summary>
internal static class TerraformInPlace
{
    private const string DataFolder = "TF_DATA_DIR";
    private const string Arguments = "TF_CLI_ARGS";

    public static async Task<int> RunAsync(CliContext context, ComponentInstance instance, InPlaceSettings settings)
    {
        if (!instance.IsEnabled)
        {
            context.Error.WriteLine($"Component '{instance.Name}' in stack '{instance.StackName}' is disabled (metadata.enabled: false): skipped.");
            return ExitCodes.Ok;
        }
        var folder = new InPlaceFolder(context, instance);
        var plan = Plan(context, instance, settings);
        ComponentCode.Demand(settings.Configuration, instance);
        ArgumentFiles.Demand(settings.Request, instance.AbsoluteFolder);
        foreach (var note in plan.Notes) context.Error.WriteLine($"Note: {note}");
        var environment = Environment(context, plan);
        await new PolicyCheck(settings.Configuration, environment).DemandAsync(instance, plan.Policies, context.Token);
        if (settings.DryRun) return DryRun(context, plan);
        if (plan.GaiaKeepsState && plan.Verb.First == "force-unlock") await StateHolder.DemandAsync(context, instance, settings.Request.BrokenLock);
        else if (plan.GaiaKeepsState && (plan.Verb.UsesState || ContextState.Lying(instance) is not null))
        {
            var kept = await ContextState.DemandAsync(context, instance);
            if (plan.Verb.Words == StatePush.Words) StatePush.DemandSuccessor(kept, instance, settings.Request.Arguments);
            await ChangeRights.DemandAsync(context, plan, kept, settings.Request.Arguments, environment);
        }
        try
        {
            folder.Prepare(plan);
            var code = await RunStepsAsync(context, plan, environment);
            // 2 is terraform's "there are changes".
            if (code is ExitCodes.Ok or 2 && settings.PlanJson is { } file) await PlanJsonFile.ShowAsync(context, plan, environment, file);
            if (code == ExitCodes.Ok) await ApplyHooks.RunAsync(context, plan, environment);
            if (code == ExitCodes.Ok) folder.CleanUp(plan.RemovedAfter);
            if (code == ExitCodes.Failed && plan is { GaiaKeepsState: true, Verb.UsesState: true }) await StateHolder.SayAsync(context, instance);
            return code;
        }
        finally
        {
            // Whoever runs terraform here by hand must not meet a backend that only Gaia can reach.
            if (plan.GaiaKeepsState) folder.CleanUp([GaiaFiles.BackendName]);
        }
    }

    public static ActionPlan Plan(CliContext context, ComponentInstance instance, InPlaceSettings settings) => ActionPlanner.Of(
        settings.Configuration, instance, ComponentCode.Read(settings.Configuration.Root, instance.AbsoluteFolder), settings.Request with { State = ContextState.Of(context, instance) }, context.Token);

    /// <summary>
    /// What terraform remembers of its backend lies apart from what it remembers where nobody keeps the state for it. No colours that
    /// were asked for are none of terraform's either.
    /// </summary>
    public static IReadOnlyDictionary<string, string> Environment(CliContext context, ActionPlan plan)
    {
        var environment = context.Environment.With(plan.Environment);
        if (context.Settings.NoColors) environment = environment.With([new(Arguments, $"{environment.GetValueOrDefault(Arguments)} -no-color".TrimStart())]);
        return plan.GaiaKeepsState && !environment.ContainsKey(DataFolder) ? environment.With([new(DataFolder, Path.Combine(".terraform", "gaia"))]) : environment;
    }

    public static ChildCommand Command(ActionPlan plan, TerraformStep step, IReadOnlyDictionary<string, string> environment) =>
        new(plan.Program, step.Arguments, plan.Folder, step.In(environment)) { StdoutToStderr = !step.IsMain && plan.Verb.WritesData };

    private static async Task<int> RunStepsAsync(CliContext context, ActionPlan plan, IReadOnlyDictionary<string, string> environment)
    {
        foreach (var step in plan.Steps)
            if (await RunStepAsync(context, Command(plan, step, environment), step) is not ExitCodes.Ok and var code)
                return code;
        return ExitCodes.Ok;
    }

    private static async Task<int> RunStepAsync(CliContext context, ChildCommand command, TerraformStep step)
    {
        for (var attempt = 1; ; attempt++)
        {
            var code = await ChildProcess.RunAsync(command, context);
            if (code == 1 && step.Fallback is { } fallback) code = await ChildProcess.RunAsync(command with { Arguments = fallback }, context);
            // 2 is terraform's "there are changes".
            if (code is ExitCodes.Ok or 2 || attempt >= step.Retry.Attempts) return code;
            var delay = step.Retry.DelayAfter(attempt, Random.Shared.NextDouble());
            context.Error.WriteLine($"terraform {step.Phase} exited {code}; attempt {attempt + 1} of {step.Retry.Attempts} in {delay.TotalSeconds:0.#} s.");
            context.Error.Flush();
            await Task.Delay(delay, context.Time, context.Token);
        }
    }

    /// <summary>The step as one would type it.</summary>
    public static string Words(ActionPlan plan, TerraformStep step) => $"{Path.GetFileName(plan.Program)} {string.Join(' ', step.Arguments.Select(ShellWords.Quote))}";

    private static int DryRun(CliContext context, ActionPlan plan)
    {
        context.Out.WriteLine($"Would {plan.Verb.Words} {plan.Instance.Name} in {plan.Instance.StackName} (dry run)");
        foreach (var step in plan.Steps) context.Out.WriteLine($"  {Words(plan, step)}");
        return ExitCodes.Ok;
    }
}
