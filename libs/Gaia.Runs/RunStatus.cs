namespace Gaia.Runs;

public enum RunStatus
{
    /// <summary>Its revision is fetched from the repository.</summary>
    Fetching,
    Queued,
    Planning,
    AwaitingApproval,
    Approved,
    Applying,
    /// <summary>The plan finished and nothing is to be applied: no changes, or plan only.</summary>
    Planned,
    Applied,
    Discarded,
    Canceled,
    Failed,
    /// <summary>The worker died in the middle of an apply: what was done is in the state; see the run's advice.</summary>
    Interrupted,
}

public static class RunStatuses
{
    public static bool IsFinished(this RunStatus status) => status switch
    {
        RunStatus.Fetching or RunStatus.Queued or RunStatus.Planning or RunStatus.AwaitingApproval or RunStatus.Approved
            or RunStatus.Applying => false,
        RunStatus.Planned or RunStatus.Applied or RunStatus.Discarded or RunStatus.Canceled or RunStatus.Failed
            or RunStatus.Interrupted => true,
    };

    /// <summary>In these the run holds the lock of its state, or waits for it.</summary>
    internal static bool NeedsState(this RunStatus status) => status switch
    {
        RunStatus.Queued or RunStatus.Planning or RunStatus.Approved or RunStatus.Applying => true,
        RunStatus.Fetching or RunStatus.AwaitingApproval or RunStatus.Planned or RunStatus.Applied or RunStatus.Discarded
            or RunStatus.Canceled or RunStatus.Failed or RunStatus.Interrupted => false,
    };
}
