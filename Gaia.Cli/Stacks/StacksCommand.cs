using System.CommandLine;
using Gaia.Cli.Hosting;

namespace Gaia.Cli.Stacks;

internal static class StacksCommand
{
    public static Command Create(CliContext context) => new("stacks", "Explain and compare stacks")
    {
        WhyCommand.Create(context),
        DiffCommand.Create(context),
    };
}
