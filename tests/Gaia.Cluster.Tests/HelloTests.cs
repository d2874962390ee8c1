using Gaia.Cluster.Tests.Kit;

namespace Gaia.Cluster.Tests;

[Collection(DeployedGaiaCollection.Name)]
public sealed class HelloTests(DeployedGaia gaia)
{
    [Fact]
    public async Task The_component_hello_is_planned_approved_by_somebody_else_and_applied()
    {
        Kubectl.NeedsCluster();
        // Production: without a token nothing but health answers.
        Assert.NotEqual(0, (await gaia.CommandOfAsync("", "runs", "list")).ExitCode);
        Assert.Contains("2 to create", await gaia.MustAsync("terraform", "plan", "hello", "-s", "local", "--plan-only"), StringComparison.Ordinal);
        var run = (await gaia.MustAsync("terraform", "apply", "hello", "-s", "local", "--detach")).Trim();
        await gaia.MustAsync("runs", "watch", run);
        Assert.Contains("somebody else", (await gaia.CommandAsync("runs", "approve", run, "--yes")).StandardError, StringComparison.Ordinal);
        var approver = (await gaia.MustAsync("tokens", "create", "ben", "--role", "approver")).Trim();
        await gaia.MustOfAsync(approver, "runs", "approve", run, "--yes");
        Assert.Contains("No changes", await gaia.MustOfAsync(approver, "terraform", "plan", "hello", "-s", "local"), StringComparison.Ordinal);
    }
}
