using Gaia.Cli.Hosting;
using Gaia.Cli.Processes;
using Gaia.Cli.Validate;
using Gaia.Stacks.Components;
using Gaia.Stacks.Terraform;

namespace Gaia.Cli.Terraform;

/// <summary>Runs terraform in the component's own folder: files, environment and calls exactly as Atmos makes them.</summary>
internal static class TerraformInPlace
{
    public static async Task<int> RunAsync(
        CliContext context, ComponentInstance instance, TerraformVerb verb, InPlaceSettings settings, IReadOnlyList<string> arguments)
    {
        if (!instance.IsEnabled)
        {
            context.Error.WriteLine($"Component '{instance.Name}' in stack '{instance.StackName}' is disabled (metadata.enabled: false): skipped.");
            return ExitCodes.Ok;
        }
        var workspace = new InPlaceFolder(context, instance, settings);
        workspace.Check();
        var flow = Flow(context, instance, verb, settings, arguments);
        var environment = InPlaceEnvironment.Of(context, instance, settings);
        if (settings.DryRun) return DryRun(context, instance, flow);
        await CheckPoliciesAsync(context, instance, settings);
        workspace.Write(verb);
        var code = await RunStepsAsync(context, instance, flow, environment, settings);
        if (code == ExitCodes.Ok) await ApplyHooks.RunAsync(context, instance, verb, settings, environment);
        if (code == ExitCodes.Ok) workspace.Clean(verb);
        return code;
    }

    private static async Task CheckPoliciesAsync(CliContext context, ComponentInstance instance, InPlaceSettings settings)
    {
        var problems = await PolicyCheck.RunAsync(context, settings.Configuration, instance, ComponentPolicy.Of(instance));
        if (problems.Count > 0)
            throw new CliException($"The component '{instance.Name}' in stack '{instance.StackName}' did not pass its validation policies.",
                ExitCodes.Failed, problems);
    }

    private static TerraformFlow Flow(
        CliContext context, ComponentInstance instance, TerraformVerb verb, InPlaceSettings settings, IReadOnlyList<string> arguments) =>
        new(verb, instance.Workspace, TerraformFiles.VarfileName(instance), TerraformFiles.PlanfileName(instance), arguments)
        {
            HttpBackend = instance.BackendType == "http",
            WorkspaceFromEnvironment = context.Environment.GetValueOrDefault("TF_WORKSPACE") is { Length: > 0 },
            SkipInit = settings.SkipInit,
            Reconfigure = settings.Reconfigure,
            PassVarsOnInit = settings.PassVarsOnInit,
            DeployRunsInit = settings.Configuration.Terraform.DeployRunInit,
            AutoApprove = settings.Configuration.Terraform.ApplyAutoApprove,
            SkipPlanfile = settings.Configuration.Terraform.SkipPlanfile,
            FromPlan = settings.FromPlan,
        };

    private static async Task<int> RunStepsAsync(
        CliContext context, ComponentInstance instance, TerraformFlow flow, IReadOnlyDictionary<string, string> environment, InPlaceSettings settings)
    {
        var binary = InPlaceEnvironment.Command(instance, settings);
        foreach (var step in TerraformSteps.Of(flow))
        {
            var command = new ChildCommand(binary, step.Arguments, instance.AbsoluteFolder, environment)
            {
                StdoutToStderr = !step.IsMain && flow.Verb.WritesData,
            };
            var code = await ChildProcess.RunAsync(command, context);
            if (code == 1 && step.Fallback is { } fallback) code = await ChildProcess.RunAsync(command with { Arguments = fallback }, context);
            if (code != ExitCodes.Ok) return code;
        }
        return ExitCodes.Ok;
    }

    private static int DryRun(CliContext context, ComponentInstance instance, TerraformFlow flow)
    {
        context.Out.WriteLine($"Would {flow.Verb.Words} {instance.Name} in {instance.StackName} (dry run)");
        foreach (var step in TerraformSteps.Of(flow)) context.Out.WriteLine($"  terraform {string.Join(' ', step.Arguments.Select(ShellWords.Quote))}");
        return ExitCodes.Ok;
    }
}
