using System.CommandLine;
using Gaia.Cli.Hosting;

namespace Gaia.Cli.Locks;

internal static class LocksCommand
{
    public static Command Create(CliContext context) => new("locks", "State identities that a run holds now") { LocksListCommand.Create(context) };
}
