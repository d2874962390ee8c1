using Gaia.Contracts;

namespace Gaia.Cli.Demo;

/// <summary>What becomes of a run of the sample.</summary>
internal enum SampleEnd { Applied, Planned, Failed, Canceled, Discarded, Waiting }

/// <summary>One run of the sample's history.</summary>
/// <param name="Revision">Folder below samples/acme/history whose files stand in for the newest ones; null for those.</param>
/// <param name="Message">Why, as the history shows it. With component and stack it tells one step from another.</param>
internal sealed record SampleStep(string Component, string Stack, RunOperation Operation, string? Revision, SampleEnd End, string Message)
{
    public SamplePerson By { get; init; } = SamplePerson.Ana;

    /// <summary>Why the plan is discarded.</summary>
    public string? Reason { get; init; }

    /// <summary>The resource that is at work when the run is canceled.</summary>
    public string? CanceledAt { get; init; }

    public bool PlanOnly => End == SampleEnd.Planned;

    public bool Is(RunResponse run) =>
        (run.Component, run.Stack, run.Operation, run.Message, run.CreatedBy) == (Component, Stack, Operation, Message, By.Actor);

    /// <summary>
    /// Nothing is left to do for a run in this status. Where the step wants somebody to decide, whatever people decided
    /// meanwhile is right; a run that ended by accident is made again.
    /// </summary>
    public bool IsDone(RunStatus status) => End switch
    {
        SampleEnd.Applied => status is RunStatus.Applied or RunStatus.Planned,
        SampleEnd.Planned => status is RunStatus.Planned,
        SampleEnd.Failed => status is RunStatus.Failed,
        SampleEnd.Canceled => status is RunStatus.Canceled or RunStatus.Interrupted or RunStatus.Applied,
        SampleEnd.Discarded => status is RunStatus.Discarded or RunStatus.Canceled or RunStatus.Applied,
        SampleEnd.Waiting => status is RunStatus.AwaitingApproval || status.IsFinished(),
    };
}
