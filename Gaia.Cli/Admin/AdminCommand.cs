using System.CommandLine;
using Gaia.Cli.Hosting;
using Gaia.Cli.Retention;

namespace Gaia.Cli.Admin;

internal static class AdminCommand
{
    public static Command Create(CliContext context) => new("admin", "Set up an installation and keep it in order") { AdminInitCommand.Create(context), RetentionCommand.Create(context) };
}
