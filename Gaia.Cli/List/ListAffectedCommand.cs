using System.CommandLine;
using Gaia.Cli.Configuration;
using Gaia.Cli.Describe;
using Gaia.Cli.Hosting;
using Gaia.Documents.Nodes;
using Gaia.Stacks.Components;
using Gaia.Stacks.Describe;

namespace Gaia.Cli.List;

/// <summary>`describe affected` as rows.</summary>
internal static class ListAffectedCommand
{
    public static Command Create(CliContext context)
    {
        var command = new Command("affected", "List which components differ from another revision, and why");
        var flags = new AffectedFlags(command, context);
        var options = new ListOptions(command, context);
        command.SetAction(async (parsed, _) =>
        {
            var repository = Repository.Open(context);
            var shape = options.Shape(parsed, repository.Configuration.Raw.At("list", "affected"),
                new("Status", "status"), new("Component", "component"), new("Stack", "stack"), new("Type", "component_type"), new("Affected", "affected"), new("File", "file"));
            var affected = await flags.FindAsync(parsed, repository);
            options.Write(parsed, shape, affected.SelectMany(Rows));
        });
        return command;
    }

    private static IEnumerable<MapNode> Rows(Affected item) =>
        [Row(item.ToNode(), item.Instance, depth: 0), .. Below(item.Dependents ?? [], depth: 1)];

    private static IEnumerable<MapNode> Below(IReadOnlyList<Dependent> dependents, int depth) => dependents.SelectMany(dependent =>
        Below(dependent.Dependents, depth + 1).Prepend(Row(dependent.ToNode().With("affected", new StringNode("dependent")), dependent.Instance, depth)));

    private static MapNode Row(MapNode facts, ComponentInstance instance, int depth) => new(
    [
        .. facts.Where(entry => entry.Value is not NullNode),
        new("enabled", new BoolNode(instance.IsEnabled)),
        new("locked", new BoolNode(instance.IsLocked)),
        new("status", new StringNode(InstanceRow.Status(instance).Sign)),
        new("is_dependent", new BoolNode(depth > 0)),
        new("depth", new IntNode(depth)),
    ]);
}
