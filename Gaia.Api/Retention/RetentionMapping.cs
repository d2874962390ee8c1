using Gaia.Contracts;
using Gaia.Runs.Retention;

namespace Gaia.Api.Retention;

internal static class RetentionMapping
{
    public static RetentionResponse From(RetentionReport report) => new(
        From(report.Policy), From(report.Due), report.SweptAt, report.LastSweep is { } last ? From(last) : null);

    public static HoldResponse From(Hold hold) => new(
        hold.Id.Value, hold.Stacks, hold.Component, hold.Reason, hold.PlacedBy, hold.PlacedAt, hold.ReleasedBy, hold.ReleasedAt);

    private static RemovedResponse From(Removed removed) => new(
        removed.Runs, removed.Logs, removed.Plans, removed.StateVersions, removed.Configurations, removed.DeadJobs);

    private static RetentionPolicyResponse From(RetentionOptions policy) => new(
        policy.Runs.TotalDays, policy.RunsKept, policy.Logs.TotalDays, policy.Plans.TotalDays, policy.StateVersions.TotalDays, policy.StateVersionsKept,
        policy.Configurations.TotalDays, policy.DeadJobs.TotalDays);
}
