using Gaia.Cli.Hosting;
using Gaia.Contracts;

namespace Gaia.Cli.Runs;

internal static class RunExit
{
    public static int Of(RunResponse run) => run.Status switch
    {
        RunStatus.Fetching or RunStatus.Queued or RunStatus.Planning or RunStatus.AwaitingApproval or RunStatus.Approved or RunStatus.Applying => ExitCodes.Ok,
        RunStatus.Planned or RunStatus.Applied => ExitCodes.Ok,
        RunStatus.Discarded or RunStatus.Canceled => ExitCodes.Failed,
        RunStatus.Failed or RunStatus.Interrupted => run.TerraformExitCode is > 0 and var code ? code : ExitCodes.Failed,
    };
}
