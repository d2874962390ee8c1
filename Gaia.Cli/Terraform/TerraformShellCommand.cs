using System.CommandLine;
using Gaia.Cli.Configuration;
using Gaia.Cli.Hosting;
using Gaia.Cli.Output;
using Gaia.Cli.Processes;
using Gaia.Stacks.Components;
using Gaia.Stacks.Terraform;
using Gaia.Terraform;
using Gaia.Terraform.Code;

namespace Gaia.Cli.Terraform;

/// <summary>A shell in the component's folder in which plain `terraform plan` does what Gaia would have it do.</summary>
internal static class TerraformShellCommand
{
    private static readonly TerraformVerb Verb = new("shell", "Open a shell set up for the component");

    public static Command Create(CliContext context)
    {
        var component = ComponentArgument.Create(context);
        var options = new TerraformOptions(context);
        var command = new Command("shell", Verb.Description) { component };
        options.AddTo(command, Verb);
        command.SetAction((parsed, _) =>
        {
            var repository = Repository.Open(context);
            var instance = repository.Find(parsed.GetValue(component)!, parsed.RequiredStack(options.Stack, context), "terraform");
            return RunAsync(context, instance, InPlaceSettings.Read(repository.Configuration, Verb, [], parsed, options, context));
        });
        return command;
    }

    private static async Task<int> RunAsync(CliContext context, ComponentInstance instance, InPlaceSettings settings)
    {
        var folder = new InPlaceFolder(context, instance);
        ComponentCode.Demand(settings.Configuration, instance);
        var plan = TerraformInPlace.Plan(context, instance, settings);
        if (settings.DryRun) return DryRun(context, instance, plan);
        if (plan.GaiaKeepsState) await ContextState.DemandAsync(context, instance);
        try
        {
            folder.Prepare(plan);
            return await OpenAsync(context, instance, plan);
        }
        finally
        {
            if (plan.GaiaKeepsState) folder.CleanUp([GaiaFiles.BackendName]);
        }
    }

    private static int DryRun(CliContext context, ComponentInstance instance, ActionPlan plan)
    {
        context.Out.WriteLine($"Would open a shell for {instance.Name} in {instance.StackName} (dry run)");
        foreach (var step in plan.Steps.Where(step => !step.IsMain)) context.Out.WriteLine($"  {TerraformInPlace.Words(plan, step)}");
        context.Out.WriteLine($"  {Shell(context)} in {ShownPath.Of(context, instance.AbsoluteFolder)}, with");
        foreach (var (name, value) in Variables(instance)) context.Out.WriteLine($"    {name}={ShellWords.Quote(value)}");
        return ExitCodes.Ok;
    }

    private static string Shell(CliContext context) => context.Environment.GetValueOrDefault("SHELL") is { Length: > 0 } own ? own : "/bin/sh";

    private static async Task<int> OpenAsync(CliContext context, ComponentInstance instance, ActionPlan plan)
    {
        var environment = TerraformInPlace.Environment(context, plan).With(Variables(instance));
        foreach (var step in plan.Steps.Where(step => !step.IsMain))
            if (await ChildProcess.RunAsync(TerraformInPlace.Command(plan, step, environment), context) is not ExitCodes.Ok and var code)
                return code;
        context.Error.WriteLine($"Shell for {instance.Name} in {instance.StackName}, workspace {instance.Workspace}. `exit` leaves it.");
        return await ChildProcess.RunAsync(new ChildCommand(Shell(context), [], instance.AbsoluteFolder, environment) { IsShell = true }, context);
    }

    private static IEnumerable<KeyValuePair<string, string>> Variables(ComponentInstance instance)
    {
        var varfile = $"-var-file={TerraformFiles.VarfileName(instance)}";
        foreach (var verb in new[] { "plan", "apply", "refresh", "import", "destroy", "console" })
            yield return new($"TF_CLI_ARGS_{verb}", varfile);
        yield return new("ATMOS_STACK", instance.StackName);
        yield return new("ATMOS_COMPONENT", instance.Name);
        yield return new("ATMOS_TERRAFORM_WORKSPACE", instance.Workspace);
    }
}
