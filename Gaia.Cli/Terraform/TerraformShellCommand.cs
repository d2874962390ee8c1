using System.CommandLine;
using Gaia.Cli.Configuration;
using Gaia.Cli.Hosting;
using Gaia.Cli.Processes;
using Gaia.Stacks.Components;
using Gaia.Stacks.Terraform;

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
            return RunAsync(context, instance, InPlaceSettings.Read(repository.Configuration, parsed, options, context));
        });
        return command;
    }

    private static async Task<int> RunAsync(CliContext context, ComponentInstance instance, InPlaceSettings settings)
    {
        var folder = new InPlaceFolder(context, instance, settings);
        folder.Check();
        if (settings.DryRun) return ExitCodes.Ok;
        folder.Write(Verb);
        var environment = InPlaceEnvironment.Of(context, instance, settings).With(Variables(instance));
        var binary = InPlaceEnvironment.Command(instance, settings);
        foreach (var step in TerraformSteps.Of(new(new("shell", ""), instance.Workspace, TerraformFiles.VarfileName(instance), "", [])
                     { Reconfigure = settings.Reconfigure, SkipInit = settings.SkipInit, HttpBackend = instance.BackendType == "http" }))
        {
            if (step.IsMain) break;
            var prepared = await ChildProcess.RunAsync(new ChildCommand(binary, step.Arguments, instance.AbsoluteFolder, environment), context);
            if (prepared != ExitCodes.Ok) return prepared;
        }
        context.Error.WriteLine($"Shell for {instance.Name} in {instance.StackName}, workspace {instance.Workspace}. `exit` leaves it.");
        var shell = context.Environment.GetValueOrDefault("SHELL") is { Length: > 0 } own ? own : "/bin/sh";
        return await ChildProcess.RunAsync(new ChildCommand(shell, [], instance.AbsoluteFolder, environment), context);
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
