namespace Gaia.Runs.Retention;

/// <summary>How much of each kind was removed, or is due to be.</summary>
public sealed record Removed(long Runs = 0, long Logs = 0, long Plans = 0, long StateVersions = 0, long Configurations = 0, long DeadJobs = 0)
{
    public bool IsNothing => this == new Removed();

    public override string ToString() =>
        $"{Runs} runs, {Logs} logs, {Plans} plans, {StateVersions} versions of states, {Configurations} configurations, {DeadJobs} dead jobs";
}
