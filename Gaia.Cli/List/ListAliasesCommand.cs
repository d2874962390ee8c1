using System.CommandLine;
using Gaia.Cli.Configuration;
using Gaia.Cli.Hosting;
using Gaia.Documents.Nodes;

namespace Gaia.Cli.List;

internal static class ListAliasesCommand
{
    public static Command Create(CliContext context)
    {
        var command = new Command("aliases", "List the aliases of atmos.yaml");
        var options = new ListOptions(command, context);
        command.SetAction(parsed =>
        {
            var configuration = Repository.Open(context).Configuration;
            var shape = options.Shape(parsed, configuration.Raw.At("list", "aliases"), new("Alias", "alias"), new("Command", "command"));
            options.Write(parsed, shape, configuration.Aliases.OrderBy(alias => alias.Key, StringComparer.Ordinal)
                .Select(alias => new MapNode([new("alias", new StringNode(alias.Key)), new("command", alias.Value)])));
        });
        return command;
    }
}
