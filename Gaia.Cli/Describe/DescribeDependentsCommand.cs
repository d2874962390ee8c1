using System.CommandLine;
using Gaia.Cli.Configuration;
using Gaia.Cli.Hosting;
using Gaia.Cli.Output;
using Gaia.Documents.Nodes;
using Gaia.Stacks.Describe;

namespace Gaia.Cli.Describe;

internal static class DescribeDependentsCommand
{
    public static Command Create(CliContext context)
    {
        var component = ComponentArgument.Create(context);
        var stack = StackOption.Create(context);
        var settings = new Option<bool>("--include-settings") { Description = "With the settings of each" };
        var command = new Command("dependents", "Show what depends on a component") { component, stack, settings };
        var evaluation = new EvaluationFlags(context);
        command.Aliases.Add("dependants");
        var output = new DescribeOptions(command, OutputFormat.Json, OutputFormat.Yaml);
        evaluation.AddTo(command);
        command.SetAction(parsed =>
        {
            var repository = Repository.Open(context);
            var instance = repository.Find(parsed.GetValue(component)!, parsed.RequiredStack(stack, context));
            var dependents = DescribeDependents.Of(new DependencyGraph(repository, evaluation.Read(parsed)), instance);
            output.Write(context, parsed, new ListNode([.. dependents.Select(dependent => dependent.ToNode(parsed.GetValue(settings)))]));
        });
        return command;
    }
}
