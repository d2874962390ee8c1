using Gaia.Cluster.Tests.Kit;

namespace Gaia.Cluster.Tests;

[Collection(DeployedGaiaCollection.Name)]
public sealed class UpgradeTests(DeployedGaia gaia)
{
    [Fact]
    public async Task An_upgrade_migrates_first_and_is_rolled_back_and_no_request_fails()
    {
        Kubectl.NeedsCluster();
        await using var load = SteadyLoad.On(new Uri(gaia.Url, "v1/whoami"), gaia.Token);
        var jobs = await CountAsync("jobs");
        await gaia.DeployAsync("two");
        Assert.Equal(jobs + 1, await CountAsync("jobs"));
        await AssertImagesAsync(":two");
        await gaia.DeployAsync("one");
        Assert.Equal(jobs + 1, await CountAsync("jobs"));
        await AssertImagesAsync(":one");
        await load.AssertNoneFailedAsync(atLeast: 200);
    }

    private async Task<int> CountAsync(string kind) => (await Kubectl.ItemsAsync("-n", gaia.Namespace, kind)).Count;

    private async Task AssertImagesAsync(string tag)
    {
        foreach (var workload in new[] { "api", "worker" })
            foreach (var pod in await gaia.PodsAsync(workload))
                Assert.EndsWith(tag, (string)(await Kubectl.GetAsync("-n", gaia.Namespace, "pod", pod))["spec"]!["containers"]![0]!["image"]!, StringComparison.Ordinal);
    }
}
