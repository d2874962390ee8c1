using System.CommandLine;
using Gaia.Cli.Hosting;

namespace Gaia.Cli;

/// <summary>The commands that talk to the API. One file each in its noun's folder, made here.</summary>
internal static class OnlineCommands
{
    public static IEnumerable<Command> Create(CliContext context) =>
    [
    ];
}
