using System.CommandLine;
using Gaia.Cli.Admin;
using Gaia.Cli.Audit;
using Gaia.Cli.Demo;
using Gaia.Cli.Eject;
using Gaia.Cli.Hosting;
using Gaia.Cli.Locks;
using Gaia.Cli.Runs;
using Gaia.Cli.States;
using Gaia.Cli.Status;
using Gaia.Cli.Tokens;
using Gaia.Cli.Whoami;

namespace Gaia.Cli;

/// <summary>The commands that talk to the API. One file each in its noun's folder, made here.</summary>
internal static class OnlineCommands
{
    public static IEnumerable<Command> Create(CliContext context) =>
    [
        RunsCommand.Create(context),
        LocksCommand.Create(context),
        StateCommand.Create(context),
        EjectCommand.Create(context),
        StatusCommand.Create(context),
        DoctorCommand.Create(context),
        AdminCommand.Create(context),
        TokensCommand.Create(context),
        AuditCommand.Create(context),
        LoginCommand.Create(context),
        LogoutCommand.Create(context),
        WhoamiCommand.Create(context),
        DemoCommand.Create(context),
    ];
}
