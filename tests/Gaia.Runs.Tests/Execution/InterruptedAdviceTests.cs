using Gaia.Runs.Execution;

namespace Gaia.Runs.Tests.Execution;

public sealed class InterruptedAdviceTests
{
    private static readonly Run Applying = new()
    {
        Id = RunId.New(TimeProvider.System), Component = "app", Stack = "test", Operation = RunOperation.Apply, CreatedBy = "ada", CreatedAt = default,
        Status = RunStatus.Applying,
    };

    private static string Here => $"Look for errored.tfstate in the workdir of run {Applying.Id} on {Environment.MachineName}.";

    private const string There = "on the machine of the worker that died";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_good_end_that_was_seen_needs_no_search(bool inPod)
    {
        var advice = InterruptedApply.Advice(Applying, gentle: true, here: true, inPod);
        Assert.Contains("what it did is in the state", advice, StringComparison.Ordinal);
        Assert.DoesNotContain("errored.tfstate", advice, StringComparison.Ordinal);
    }

    [Fact]
    public void What_came_from_a_pod_is_on_this_machine() =>
        Assert.Contains(Here, InterruptedApply.Advice(Applying, gentle: false, here: true, inPod: true), StringComparison.Ordinal);

    [Fact]
    public void What_was_not_taken_from_a_pod_is_on_no_machine() =>
        Assert.DoesNotContain("Look for", InterruptedApply.Advice(Applying, gentle: true, here: false, inPod: true), StringComparison.Ordinal);

    [Fact]
    public void What_ran_on_a_machine_that_is_not_this_one_is_there() =>
        Assert.Contains(There, InterruptedApply.Advice(Applying, gentle: true, here: false, inPod: false), StringComparison.Ordinal);

    [Fact]
    public void What_was_killed_on_this_machine_is_here() =>
        Assert.Contains(Here, InterruptedApply.Advice(Applying, gentle: false, here: true, inPod: false), StringComparison.Ordinal);
}
