using System.CommandLine;
using Gaia.Cli.Configuration;
using Gaia.Cli.Hosting;
using Gaia.Documents.Nodes;
using Gaia.Stacks.Components;

namespace Gaia.Cli.List;

internal static class ListComponentsCommand
{
    public static Command Create(CliContext context)
    {
        var withAbstract = new Option<bool>("--abstract") { Description = "Abstract components too" };
        var command = new Command("components", "List the components and in how many stacks each is") { withAbstract };
        var listing = new InstanceListing(command, context);
        var options = new ListOptions(command, context);
        command.SetAction(parsed =>
        {
            var repository = Repository.Open(context);
            var shape = options.Shape(parsed, repository.Configuration.Raw.At("list", "components"),
                new("Component", "component"), new("Type", "type"), new("Stacks", "stack_count"));
            var everything = parsed.GetValue(withAbstract) || context.Environment.IsOn("ATMOS_ABSTRACT");
            options.Write(parsed, shape, listing.Find(parsed, repository, component: null, everything)
                .GroupBy(instance => (instance.Name, instance.Type))
                .OrderBy(group => group.Key.Name, StringComparer.Ordinal)
                .Select(group => Row(group.First(), group.Select(instance => instance.StackName).Distinct().Count())));
        });
        return command;
    }

    private static MapNode Row(ComponentInstance instance, int stacks) => new(
    [
        .. InstanceRow.Names(instance),
        new("component_name", new StringNode(instance.Name)),
        new("component_path", new StringNode(instance.Folder)),
        new("type", new StringNode(instance.Type)),
        new("component_type", new StringNode(instance.IsAbstract ? "abstract" : "real")),
        new("metadata", instance.Merged["metadata"] ?? MapNode.Empty),
        new("stack_count", new IntNode(stacks)),
    ]);
}
