using System.CommandLine;
using Gaia.Cli.Configuration;
using Gaia.Cli.Hosting;
using Gaia.Stacks.Components;
using Gaia.Stacks.Nodes;

namespace Gaia.Cli.List;

internal static class ListComponentsCommand
{
    public static Command Create(CliContext context)
    {
        var stack = StackOption.Create(context);
        var type = new Option<string>("--type", "-t") { Description = "terraform, helmfile, packer, ...; or real, abstract, all" };
        var withAbstract = new Option<bool>("--abstract") { Description = "Abstract components too" };
        var marks = new MarkFilter();
        var command = new Command("components", "List the components and in how many stacks each is") { stack, type, withAbstract };
        marks.AddTo(command);
        var options = new ListOptions(command);
        command.SetAction(parsed =>
        {
            var repository = Repository.Open(context);
            var columns = options.Columns(parsed, repository.Configuration.Raw.At("list", "components", "columns"),
                new("Component", "component"), new("Type", "type"), new("Stacks", "stack_count"));
            var instances = repository.Instances(new InstanceFilter
            {
                Types = parsed.GetValue(type) is { } only and not ("all" or "real" or "abstract") ? [only] : [],
                IncludeAbstract = parsed.GetValue(withAbstract) || parsed.GetValue(type) is "all" or "abstract",
            }).Where(instance => MarkFilter.Matches(parsed.GetValue(stack), instance.StackName) && marks.Keeps(parsed, instance)
                && (parsed.GetValue(type) != "abstract" || instance.IsAbstract));
            options.Write(context, parsed, columns, instances
                .GroupBy(instance => (instance.Name, instance.Type))
                .OrderBy(group => group.Key.Name, StringComparer.Ordinal)
                .Select(group => Row(group.First(), group.Select(instance => instance.StackName).Distinct().Count())));
        });
        return command;
    }

    private static MapNode Row(ComponentInstance instance, int stacks) => new(
    [
        new("component", new StringNode(instance.Name)),
        new("type", new StringNode(instance.Type)),
        new("component_type", new StringNode(instance.IsAbstract ? "abstract" : "real")),
        new("enabled", new BoolNode(instance.IsEnabled)),
        new("locked", new BoolNode(instance.IsLocked)),
        new("component_folder", new StringNode(instance.Folder)),
        new("stack_count", new IntNode(stacks)),
    ]);
}
