using Gaia.Contracts;
using Gaia.Documents.Writing;
using Gaia.Runs;
using Gaia.Runs.Events;
using Gaia.Runs.Plans;
using Gaia.Runs.States;
using Wire = Gaia.Contracts;

namespace Gaia.Api.Runs;

/// <summary>From the records of Gaia.Runs to those of the wire.</summary>
internal static class RunMapping
{
    public static RunResponse From(Run run) => new(
        run.Id.Value, run.Component, run.Stack, From(run.Operation), From(run.Status), run.Configuration?.Value, run.StateIdentity,
        run.AutoApprove, run.PlanOnly, run.Plan?.Value, run.Changes is null ? null : From(run.Changes), run.CreatedBy,
        run.ApprovedBy, run.Message, Visible(run.Error), Visible(run.Advice), run.TerraformExitCode, run.CreatedAt, run.StartedAt, run.PlannedAt,
        run.FinishedAt, run.Version, run.LastEvent, Given(run), Ref: run.Ref, Commit: run.Commit);

    private static string? Visible(string? words) => words is null ? null : VisibleText.Of(words);

    public static RunEventResponse From(RunEvent happened) => new(happened.Sequence, happened.At, happened.Type, happened.Data);

    public static OutputResponse From(RunOutput output) => new(output.Name, output.Value, output.Sensitive);

    private static RunVariableResponse[]? Given(Run run) =>
        run.Variables.Count == 0 ? null : [.. run.Variables.Select(variable => new RunVariableResponse(variable.Name, variable.File))];

    public static PlanResponse From(Run run, PlanSummary plan) => new(
        plan.Digest, From(plan.Changes), [.. plan.Resources.Select(From)], [.. plan.Drift.Select(From)],
        [.. plan.Outputs.Select(From)], Given(run));

    public static Gaia.Runs.RunOperation To(Wire.RunOperation operation) => operation switch
    {
        Wire.RunOperation.Plan => Gaia.Runs.RunOperation.Plan,
        Wire.RunOperation.Apply => Gaia.Runs.RunOperation.Apply,
        Wire.RunOperation.Destroy => Gaia.Runs.RunOperation.Destroy,
    };

    public static Gaia.Runs.RunStatus To(Wire.RunStatus status) => status switch
    {
        Wire.RunStatus.Fetching => Gaia.Runs.RunStatus.Fetching,
        Wire.RunStatus.Queued => Gaia.Runs.RunStatus.Queued,
        Wire.RunStatus.Planning => Gaia.Runs.RunStatus.Planning,
        Wire.RunStatus.AwaitingApproval => Gaia.Runs.RunStatus.AwaitingApproval,
        Wire.RunStatus.Approved => Gaia.Runs.RunStatus.Approved,
        Wire.RunStatus.Applying => Gaia.Runs.RunStatus.Applying,
        Wire.RunStatus.Planned => Gaia.Runs.RunStatus.Planned,
        Wire.RunStatus.Applied => Gaia.Runs.RunStatus.Applied,
        Wire.RunStatus.Discarded => Gaia.Runs.RunStatus.Discarded,
        Wire.RunStatus.Canceled => Gaia.Runs.RunStatus.Canceled,
        Wire.RunStatus.Failed => Gaia.Runs.RunStatus.Failed,
        Wire.RunStatus.Interrupted => Gaia.Runs.RunStatus.Interrupted,
    };

    private static Wire.RunOperation From(Gaia.Runs.RunOperation operation) => operation switch
    {
        Gaia.Runs.RunOperation.Plan => Wire.RunOperation.Plan,
        Gaia.Runs.RunOperation.Apply => Wire.RunOperation.Apply,
        Gaia.Runs.RunOperation.Destroy => Wire.RunOperation.Destroy,
    };

    private static Wire.RunStatus From(Gaia.Runs.RunStatus status) => status switch
    {
        Gaia.Runs.RunStatus.Fetching => Wire.RunStatus.Fetching,
        Gaia.Runs.RunStatus.Queued => Wire.RunStatus.Queued,
        Gaia.Runs.RunStatus.Planning => Wire.RunStatus.Planning,
        Gaia.Runs.RunStatus.AwaitingApproval => Wire.RunStatus.AwaitingApproval,
        Gaia.Runs.RunStatus.Approved => Wire.RunStatus.Approved,
        Gaia.Runs.RunStatus.Applying => Wire.RunStatus.Applying,
        Gaia.Runs.RunStatus.Planned => Wire.RunStatus.Planned,
        Gaia.Runs.RunStatus.Applied => Wire.RunStatus.Applied,
        Gaia.Runs.RunStatus.Discarded => Wire.RunStatus.Discarded,
        Gaia.Runs.RunStatus.Canceled => Wire.RunStatus.Canceled,
        Gaia.Runs.RunStatus.Failed => Wire.RunStatus.Failed,
        Gaia.Runs.RunStatus.Interrupted => Wire.RunStatus.Interrupted,
    };

    private static Wire.ChangeCounts From(Gaia.Runs.Plans.ChangeCounts counts) =>
        new(counts.Create, counts.Update, counts.Delete, counts.Replace, counts.Import);

    private static Wire.ResourceChange From(Gaia.Runs.Plans.ResourceChange change) => new(
        change.Address, change.Type, change.Name, From(change.Action), change.Reason, [.. change.Attributes.Select(From)]);

    private static Wire.AttributeChange From(Gaia.Runs.Plans.AttributeChange change) => new(
        change.Path, change.Before, change.After, change.Sensitive, change.Unknown, change.ForcesReplacement);

    private static Wire.OutputChange From(Gaia.Runs.Plans.OutputChange change) =>
        new(change.Name, From(change.Action), change.After, change.Sensitive, change.Unknown);

    private static Wire.ChangeAction From(Gaia.Runs.Plans.ChangeAction action) => action switch
    {
        Gaia.Runs.Plans.ChangeAction.NoOp => Wire.ChangeAction.NoOp,
        Gaia.Runs.Plans.ChangeAction.Create => Wire.ChangeAction.Create,
        Gaia.Runs.Plans.ChangeAction.Update => Wire.ChangeAction.Update,
        Gaia.Runs.Plans.ChangeAction.Delete => Wire.ChangeAction.Delete,
        Gaia.Runs.Plans.ChangeAction.Replace => Wire.ChangeAction.Replace,
        Gaia.Runs.Plans.ChangeAction.Read => Wire.ChangeAction.Read,
        Gaia.Runs.Plans.ChangeAction.Import => Wire.ChangeAction.Import,
        Gaia.Runs.Plans.ChangeAction.Forget => Wire.ChangeAction.Forget,
    };
}
