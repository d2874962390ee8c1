using System.CommandLine;
using Gaia.Cli.Configuration;
using Gaia.Cli.Hosting;
using Gaia.Documents.Nodes;

namespace Gaia.Cli.List;

/// <summary>What the metadata of every instance says, a row for each.</summary>
internal static class ListMetadataCommand
{
    public static Command Create(CliContext context)
    {
        var component = ComponentArgument.Create(context, required: false);
        var command = new Command("metadata", "Metadata of every component in every stack, or of one component") { component };
        var listing = new InstanceListing(command, context);
        var options = new ListOptions(command, context);
        command.SetAction(parsed =>
        {
            var repository = Repository.Open(context);
            var raw = repository.Configuration.Raw;
            var shape = options.Shape(parsed, raw.At("list", "metadata") ?? raw.At("components", "list"),
                new("Stack", "stack"), new("Component", "component"), new("Type", "type"), new("Enabled", "enabled"), new("Locked", "locked"),
                new("Component (base)", "component_base"), new("Inherits", "inherits"), new("Description", "description"));
            var instances = listing.Find(parsed, repository, parsed.GetValue(component)).ToList();
            if (instances.Count == 0 && parsed.GetValue(component) is { } name) KnownComponent.Demand(repository, name);
            options.Write(parsed, shape, instances.Select(instance => listing.Row(parsed, instance, options.NeedsSections(parsed, shape))));
        });
        return command;
    }
}
