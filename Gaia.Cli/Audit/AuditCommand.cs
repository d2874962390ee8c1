using System.CommandLine;
using Gaia.Cli.Hosting;

namespace Gaia.Cli.Audit;

internal static class AuditCommand
{
    public static Command Create(CliContext context) => new("audit", "Who did what, in a chain that shows tampering")
    {
        AuditListCommand.Create(context),
        AuditExportCommand.Create(context),
        AuditVerifyCommand.Create(context),
    };
}
