using System.CommandLine;
using Gaia.Cli.Configuration;
using Gaia.Cli.Hosting;
using Gaia.Stacks.Workflows;

namespace Gaia.Cli.Workflows;

internal static class WorkflowCommand
{
    public static Command Create(CliContext context)
    {
        var name = new Argument<string>("workflow") { Description = "Workflow to run", Arity = ArgumentArity.ZeroOrOne };
        name.CompletionSources.Add(_ => WorkflowNames.Suggest(context));
        var file = new Option<string>("--file", "-f") { Description = "Manifest below the workflows folder; needed only where two have the name" };
        var stack = StackOption.Create(context, "Stack for every atmos step, over the workflow's own");
        var dryRun = new Option<bool>("--dry-run") { Description = "Show the steps without running them" };
        var fromStep = new Option<string>("--from-step") { Description = "Start at this step" };
        var command = new Command("workflow", "Run a workflow of the repository") { name, file, stack, dryRun, fromStep };
        command.SetAction((parsed, _) =>
        {
            var configuration = Repository.Open(context).Configuration;
            if (parsed.GetValue(name) is not { Length: > 0 } chosen)
                throw new CliException("No workflow given.", ExitCodes.WrongUse,
                    [.. WorkflowFiles.All(configuration).Select(known => $"  - {known.Name} ({known.File})").Prepend("Name one of these; `gaia list workflows` describes them:")]);
            var workflow = WorkflowFiles.Find(configuration, chosen, parsed.GetValue(file));
            return new WorkflowRun(context, configuration, workflow)
            {
                Stack = parsed.GetValue(stack),
                DryRun = parsed.GetValue(dryRun),
                FromStep = parsed.GetValue(fromStep),
            }.RunAsync();
        });
        return command;
    }
}
