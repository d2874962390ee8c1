using System.CommandLine;
using Gaia.Cli.Configuration;
using Gaia.Cli.Hosting;
using Gaia.Stacks.Components;
using Gaia.Stacks.Nodes;

namespace Gaia.Cli.List;

internal static class ListStacksCommand
{
    public static Command Create(CliContext context)
    {
        var component = new Option<string>("--component", "-c") { Description = "Stacks that have this component" };
        var command = new Command("stacks", "List the stacks") { component };
        var options = new ListOptions(command);
        command.SetAction(parsed =>
        {
            var repository = Repository.Open(context);
            var columns = options.Columns(parsed, repository.Configuration.Raw.At("stacks", "list", "columns"),
                parsed.GetValue(component) is null ? [new("Stack", "stack")] : [new("Stack", "stack"), new("Component", "component")]);
            var filter = new InstanceFilter { IncludeAbstract = true, Components = parsed.GetValue(component) is { } name ? [name] : [] };
            var stacks = repository.Instances(filter)
                .DistinctBy(instance => instance.StackName)
                .Select(instance => Row(instance.StackName, instance.StackFile, parsed.GetValue(component)))
                .OrderBy(row => row.Text("stack"), StringComparer.Ordinal);
            options.Write(context, parsed, columns, stacks);
        });
        return command;
    }

    private static MapNode Row(string name, string file, string? component) => new(
    [
        new("stack", new StringNode(name)),
        new("stack_file", new StringNode(file)),
        new("component", component is null ? NullNode.Instance : new StringNode(component)),
    ]);
}
