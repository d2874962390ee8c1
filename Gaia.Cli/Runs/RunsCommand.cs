using System.CommandLine;
using Gaia.Cli.Hosting;

namespace Gaia.Cli.Runs;

internal static class RunsCommand
{
    public static Command Create(CliContext context) => new("runs", "Look at runs, and decide about them")
    {
        RunsListCommand.Create(context),
        RunsShowCommand.Create(context),
        RunsPlanCommand.Create(context),
        RunsWatchCommand.Create(context),
        RunsLogsCommand.Create(context),
        RunsApproveCommand.Create(context),
        RunsDiscardCommand.Create(context),
        RunsCancelCommand.Create(context),
    };
}
