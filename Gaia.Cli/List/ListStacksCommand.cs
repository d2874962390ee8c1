using System.CommandLine;
using Gaia.Cli.Configuration;
using Gaia.Cli.Hosting;
using Gaia.Documents.Nodes;
using Gaia.Stacks;
using Gaia.Stacks.Components;

namespace Gaia.Cli.List;

internal static class ListStacksCommand
{
    public static Command Create(CliContext context)
    {
        var component = new Option<string>("--component", "-c") { Description = "Stacks that have this component" };
        var command = new Command("stacks", "List the stacks") { component };
        var options = new ListOptions(command, context);
        var tree = new ImportTree(command);
        command.SetAction(parsed =>
        {
            var repository = Repository.Open(context);
            var only = parsed.GetValue(component) is { Length: > 0 } given ? given : context.Environment.GetValueOrDefault("ATMOS_COMPONENT");
            var shape = options.Shape(parsed, repository.Configuration.Raw.At("stacks", "list"),
                string.IsNullOrEmpty(only) ? [new("Stack", "stack")] : [new("Stack", "stack"), new("Component", "component")]);
            tree.Check(parsed, shape);
            var stacks = string.IsNullOrEmpty(only) ? repository.StackNames() : With(only, repository);
            stacks = stacks.OrderBy(stack => stack.Name, StringComparer.Ordinal);
            if (shape.IsUsualTree) tree.Write(context, parsed, stacks.Select(stack => stack.Stack));
            else options.Write(parsed, shape, stacks.Select(stack => Row(stack.Name, stack.Stack, only)));
        });
        return command;
    }

    private static IEnumerable<(string Name, Stack Stack)> With(string component, AtmosRepository repository) =>
        repository.Instances(new InstanceFilter { IncludeAbstract = true, Components = [component] })
            .Select(instance => (Name: instance.StackName, instance.Stack)).DistinctBy(stack => stack.Name);

    private static MapNode Row(string name, Stack stack, string? component) => new(
    [
        new("stack", new StringNode(name)),
        new("stack_name", new StringNode(name)),
        new("atmos_stack", new StringNode(name)),
        new("stack_file", new StringNode(stack.File)),
        new("stack_path", new StringNode(stack.File)),
        new("atmos_stack_file", new StringNode(stack.File)),
        new("component", string.IsNullOrEmpty(component) ? NullNode.Instance : new StringNode(component)),
    ]);
}
