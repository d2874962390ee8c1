using System.CommandLine;
using Gaia.Cli.Hosting;

namespace Gaia.Cli.Admin;

internal static class AdminCommand
{
    public static Command Create(CliContext context) => new("admin", "Set up an installation") { AdminInitCommand.Create(context) };
}
