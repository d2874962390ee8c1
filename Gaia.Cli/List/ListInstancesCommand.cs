using System.CommandLine;
using Gaia.Cli.Configuration;
using Gaia.Cli.Hosting;
using Gaia.Documents.Nodes;

namespace Gaia.Cli.List;

internal static class ListInstancesCommand
{
    public static Command Create(CliContext context)
    {
        var component = new Option<string>("--component", "-c") { Description = "Instances of this component" };
        var command = new Command("instances", "List every component in every stack") { component };
        command.Aliases.Add("deployments");
        var listing = new InstanceListing(command, context);
        var options = new ListOptions(command, context, templatesOnly: true);
        var tree = new ImportTree(command);
        command.SetAction(parsed =>
        {
            var repository = Repository.Open(context);
            var raw = repository.Configuration.Raw;
            var shape = options.Shape(parsed, raw.At("list", "instances") ?? raw.At("components", "list"),
                new("Component", "component"), new("Stack", "stack"));
            tree.Check(parsed, shape);
            var instances = listing.Find(parsed, repository, parsed.GetValue(component));
            if (shape.IsUsualTree) tree.Write(context, parsed, instances);
            else options.Write(parsed, shape, instances.Select(instance => listing.Row(parsed, instance, options.NeedsSections(parsed, shape))));
        });
        return command;
    }
}
