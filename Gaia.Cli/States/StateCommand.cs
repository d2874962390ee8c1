using System.CommandLine;
using Gaia.Cli.Hosting;

namespace Gaia.Cli.States;

internal static class StateCommand
{
    public static Command Create(CliContext context) => new("state", "Terraform states that Gaia keeps: versions, locks, rollback")
    {
        StateListCommand.Create(context),
        StateShowCommand.Create(context),
        StateVersionsCommand.Create(context),
        StateDiffCommand.Create(context),
        StateRollbackCommand.Create(context),
        StateLocksCommand.Create(context),
        StateOwnersCommand.Create(context),
        StateShareCommand.Create(context),
        StateUnshareCommand.Create(context),
        StatePullCommand.Create(context),
        StateErroredCommand.Create(context),
        StateAdoptCommand.Create(context),
    };
}
