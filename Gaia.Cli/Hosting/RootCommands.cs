using System.CommandLine;
using Gaia.Cli.Configuration;

namespace Gaia.Cli.Hosting;

/// <summary>Every command of the terminal. Online ones are in <see cref="OnlineCommands"/>; none opens anything until it runs.</summary>
internal static class RootCommands
{
    public static RootCommand Create(CliContext context)
    {
        var root = new RootCommand("Gaia plans, approves and applies infrastructure, and answers for its stacks.");
        foreach (var option in GlobalOptions.Create()) root.Add(option);
        foreach (var command in Offline(context).Concat(OnlineCommands.Create(context))) root.Add(command);
        return root;
    }

    private static IEnumerable<Command> Offline(CliContext context) =>
    [
        VersionCommand.Create(context),
    ];
}
