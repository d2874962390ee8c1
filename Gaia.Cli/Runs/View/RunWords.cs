using Gaia.Contracts;

namespace Gaia.Cli.Runs.View;

internal static class RunWords
{
    public static string Of(RunStatus status) => status switch
    {
        RunStatus.Fetching => "fetching",
        RunStatus.Queued => "queued",
        RunStatus.Planning => "planning",
        RunStatus.AwaitingApproval => "awaiting approval",
        RunStatus.Approved => "approved",
        RunStatus.Applying => "applying",
        RunStatus.Planned => "planned",
        RunStatus.Applied => "applied",
        RunStatus.Discarded => "discarded",
        RunStatus.Canceled => "canceled",
        RunStatus.Failed => "failed",
        RunStatus.Interrupted => "interrupted",
    };

    public static string Of(RunOperation operation) => operation switch
    {
        RunOperation.Plan => "plan",
        RunOperation.Apply => "apply",
        RunOperation.Destroy => "destroy",
    };

    public static Ink Ink(RunStatus status) => status switch
    {
        RunStatus.Queued or RunStatus.Discarded or RunStatus.Canceled => View.Ink.Dim,
        RunStatus.Fetching or RunStatus.Planning or RunStatus.Approved or RunStatus.Applying => View.Ink.Cyan,
        RunStatus.AwaitingApproval => View.Ink.Yellow,
        RunStatus.Planned or RunStatus.Applied => View.Ink.Green,
        RunStatus.Failed or RunStatus.Interrupted => View.Ink.Red,
    };

    /// <summary>The end of an id, which is random: <c>0123456789ab</c>. Ids begin with their time, and runs that are queued together begin alike.</summary>
    public static string Short(Guid id) => id.ToString()[24..];
}
