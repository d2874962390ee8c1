using System.CommandLine;
using Gaia.Cli.Hosting;

namespace Gaia.Cli.Retention;

internal static class RetentionCommand
{
    public static Command Create(CliContext context) => new("retention", "How long what runs leave is kept, and legal holds")
    {
        RetentionShowCommand.Create(context),
        RetentionSweepCommand.Create(context),
        RetentionHoldsCommand.Create(context),
        RetentionHoldCommand.Create(context),
        RetentionReleaseCommand.Create(context),
    };
}
