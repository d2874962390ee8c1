using System.CommandLine;
using Gaia.Cli.Configuration;
using Gaia.Cli.Hosting;
using Gaia.Cli.Output;
using Gaia.Documents.Nodes;
using Gaia.Stacks.Describe;

namespace Gaia.Cli.List;

/// <summary>What each instance needs, and what needs it.</summary>
internal static class ListDependenciesCommand
{
    public static Command Create(CliContext context)
    {
        var component = ComponentArgument.Create(context, required: false);
        var stack = StackOption.Create(context, "Only instances of this stack; what they depend on may be elsewhere");
        var direction = new Option<string>("--direction", "-d") { Description = "both, forward (what it depends on) or reverse (what depends on it)", DefaultValueFactory = _ => "both" };
        OneOf.Demand(direction, "both", "forward", "reverse");
        var format = FormatOption.Create(context, "ATMOS_LIST_DEPENDENCIES_FORMAT", OutputFormat.Tree, OutputFormat.Json, OutputFormat.Yaml);
        var command = new Command("dependencies", "List what components depend on and what depends on them") { component, stack, direction, format };
        command.Aliases.Add("dependents");
        var evaluation = new EvaluationFlags(context);
        evaluation.AddTo(command);
        command.SetAction(parsed =>
        {
            var repository = Repository.Open(context);
            var only = parsed.GetValue(component);
            var inStack = parsed.StackPattern(stack, context);
            if (only is not null) KnownComponent.Demand(repository, only);
            var graph = new DependencyGraph(repository, evaluation.Read(parsed) with { KeepUnresolved = true });
            var tree = new DependencyTree(graph, Forward: parsed.GetValue(direction) != "reverse", Reverse: parsed.GetValue(direction) != "forward");
            var instances = graph.Instances.Where(instance => (only is null || instance.Name == only) && inStack(instance.StackName))
                .OrderBy(instance => instance.StackName, StringComparer.Ordinal).ThenBy(instance => instance.Name, StringComparer.Ordinal).ToList();
            if (instances.Count == 0) context.Error.WriteLine("Nothing to list.");
            if (parsed.Format(format) != OutputFormat.Tree) Document.Write(context, new ListNode([.. instances.Select(tree.ToNode)]), parsed.Format(format));
            else foreach (var instance in instances) tree.Write(context.Out, instance);
        });
        return command;
    }
}
