using System.CommandLine;
using Gaia.Cli.Hosting;

namespace Gaia.Cli.Contexts;

internal static class ContextCommand
{
    public static Command Create(CliContext context) => new("context", "Which Gaia commands talk to, or none")
    {
        Aliases = { "ctx" },
        Subcommands =
        {
            ContextListCommand.Create(context),
            ContextUseCommand.Create(context),
            ContextShowCommand.Create(context),
            ContextSetCommand.Create(context),
            ContextDeleteCommand.Create(context),
        },
    };
}
