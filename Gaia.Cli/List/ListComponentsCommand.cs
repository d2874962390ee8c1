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
        var type = new Option<string>("--type", "-t") { Description = "terraform, helmfile, packer, ..." };
        var withAbstract = new Option<bool>("--abstract") { Description = "Abstract components too" };
        var command = new Command("components", "List the components and in how many stacks each is") { stack, type, withAbstract };
        var options = new ListOptions(command);
        command.SetAction(parsed =>
        {
            var repository = Repository.Open(context);
            var columns = options.Columns(parsed, repository.Configuration.Raw.At("components", "list", "columns"),
                new("Component", "component"), new("Type", "component_type"), new("Stacks", "stack_count"));
            var instances = repository.Instances(new InstanceFilter
            {
                Stack = parsed.GetValue(stack), Types = parsed.GetValue(type) is { } only ? [only] : [], IncludeAbstract = parsed.GetValue(withAbstract),
            });
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
        new("component_type", new StringNode(instance.Type)),
        new("component_folder", new StringNode(instance.Folder)),
        new("stack_count", new IntNode(stacks)),
    ]);
}
