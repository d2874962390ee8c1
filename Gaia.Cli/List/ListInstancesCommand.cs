using System.CommandLine;
using Gaia.Cli.Configuration;
using Gaia.Cli.Hosting;
using Gaia.Stacks.Components;
using Gaia.Stacks.Nodes;

namespace Gaia.Cli.List;

internal static class ListInstancesCommand
{
    public static Command Create(CliContext context)
    {
        var stack = StackOption.Create(context);
        var component = new Option<string>("--component", "-c") { Description = "Instances of this component" };
        var type = new Option<string>("--type", "-t") { Description = "terraform, helmfile, packer, ..." };
        var marks = new MarkFilter();
        var command = new Command("instances", "List every component in every stack") { stack, component, type };
        marks.AddTo(command);
        var options = new ListOptions(command, templatesOnly: true);
        var evaluation = new EvaluationFlags(context);
        evaluation.AddTo(command);
        command.SetAction(parsed =>
        {
            var repository = Repository.Open(context);
            var columns = options.Columns(parsed, repository.Configuration.Raw.At("components", "list", "columns"),
                new("Component", "component"), new("Stack", "stack"));
            var needsSections = options.NeedsSections(parsed, columns);
            options.Write(context, parsed, columns, repository
                .Instances(new InstanceFilter
                {
                    Components = parsed.GetValue(component) is { } one ? [one] : [],
                    Types = parsed.GetValue(type) is { } only ? [only] : [],
                })
                .Where(instance => MarkFilter.Matches(parsed.GetValue(stack), instance.StackName) && marks.Keeps(parsed, instance))
                .OrderBy(instance => instance.StackName, StringComparer.Ordinal).ThenBy(instance => instance.Name, StringComparer.Ordinal)
                .Select(instance => InstanceRow.Of(instance, needsSections, evaluation.Read(parsed), context.Token)));
        });
        return command;
    }
}
