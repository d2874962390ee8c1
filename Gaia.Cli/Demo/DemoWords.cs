using Gaia.Cli.Runs.View;
using Gaia.Contracts;

namespace Gaia.Cli.Demo;

internal static class DemoWords
{
    /// <summary>How a run ended, for a line of progress.</summary>
    public static string Of(RunResponse run) => run switch
    {
        { Operation: RunOperation.Destroy, Status: RunStatus.Applied } => "destroyed",
        { Operation: RunOperation.Destroy, Status: RunStatus.Planned } => "nothing to destroy",
        _ => RunWords.Of(run.Status),
    };
}
