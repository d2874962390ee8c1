using System.Net;
using System.Net.Http.Headers;
using Gaia.Cluster.Tests.Kit;

namespace Gaia.Cluster.Tests;

/// <summary>What a cluster does to pods, while somebody asks all the time.</summary>
[Collection(DeployedGaiaCollection.Name)]
public sealed class DisturbanceTests(DeployedGaia gaia)
{
    private Uri Asked => new(gaia.Url, "v1/whoami"); // asks the database who that is

    [Theory]
    [InlineData("api", 2)]
    [InlineData("worker", 1)]
    public async Task Pods_are_told_to_end_and_no_request_fails(string workload, int pods)
    {
        Kubectl.NeedsCluster();
        await using var load = SteadyLoad.On(Asked, gaia.Token);
        var before = await gaia.PodsAsync(workload);
        Assert.True(before.Count >= pods, $"{before.Count} pods of {workload}");
        foreach (var pod in before)
        {
            await Kubectl.RunAsync("-n", gaia.Namespace, "delete", "pod", pod);
            await UntilReadyAsync(workload, before.Count);
        }
        await load.AssertNoneFailedAsync(atLeast: 50);
        Assert.Empty(before.Intersect(await gaia.PodsAsync(workload)));
    }

    [Fact]
    public async Task A_Redis_that_is_killed_at_once_is_missed_by_no_request()
    {
        Kubectl.NeedsCluster();
        await using var load = SteadyLoad.On(Asked, gaia.Token);
        var pod = (await gaia.PodsAsync("redis")).Single();
        var killed = await UidAsync(pod);
        await Kubectl.RunAsync("-n", gaia.Namespace, "delete", "pod", pod, "--force", "--grace-period=0");
        await Until.TrueAsync(async () => (await gaia.PodsAsync("redis")).Count == 1 && await UidAsync(pod) != killed, "another pod of redis", seconds: 60);
        await UntilReadyAsync("redis", 1);
        await load.AssertNoneFailedAsync(atLeast: 50);
    }

    [Fact]
    public async Task A_drain_waits_until_another_pod_has_taken_over_and_no_request_fails()
    {
        Kubectl.NeedsCluster();
        await using var load = SteadyLoad.On(Asked, gaia.Token);
        var before = await gaia.PodsAsync("api");
        var node = (string)(await Kubectl.ItemsAsync("nodes")).Single()["metadata"]!["name"]!;
        var drain = Command.TryAsync("kubectl", ["drain", node, "--pod-selector=app.kubernetes.io/name=api", "--ignore-daemonsets", "--delete-emptydir-data", "--timeout=150s"]);
        try
        {
            // There is no other node: what takes its place waits, and the budget keeps the rest where it is.
            await Until.TrueAsync(async () => (await gaia.PodsAsync("api")).Except(before).Any() && (await gaia.PodsAsync("api")).Intersect(before).Count() == before.Count - 1,
                "one pod is evicted, and its successor waits for a node");
            Assert.False(drain.IsCompleted, "The drain ended with pods on the node.");
            Assert.Equal(0, (int)(await Kubectl.GetAsync("-n", gaia.Namespace, "poddisruptionbudget", "api"))["status"]!["disruptionsAllowed"]!);
        }
        finally
        {
            await Kubectl.RunAsync("uncordon", node);
        }
        var drained = await drain;
        Assert.True(drained.IsSuccess, drained.StandardOutput + drained.StandardError);
        Assert.Contains("disruption budget", drained.StandardError, StringComparison.Ordinal);
        await UntilReadyAsync("api", before.Count);
        Assert.Empty(before.Intersect(await gaia.PodsAsync("api")));
        await load.AssertNoneFailedAsync(atLeast: 50);
    }

    [Fact]
    public async Task A_database_that_is_killed_comes_back_with_all_it_knew()
    {
        Kubectl.NeedsCluster();
        var known = (await gaia.MustAsync("tokens", "create", "of-before", "--role", "viewer")).Trim();
        await Kubectl.RunAsync("-n", gaia.Namespace, "delete", "pod", (await gaia.PodsAsync("postgres")).Single());
        await UntilReadyAsync("postgres", 1);
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", known);
        await Until.TrueAsync(async () => await StatusAsync(http) == HttpStatusCode.OK, "the API answers again", seconds: 60);
        await gaia.UntilAvailableAsync();
    }

    private async Task<HttpStatusCode?> StatusAsync(HttpClient http)
    {
        try
        {
            using var answer = await http.GetAsync(Asked);
            return answer.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private async Task<string> UidAsync(string pod) => (string)(await Kubectl.GetAsync("-n", gaia.Namespace, "pod", pod))["metadata"]!["uid"]!;

    private Task UntilReadyAsync(string workload, int pods) => Until.TrueAsync(async () =>
        (await Kubectl.ItemsAsync("-n", gaia.Namespace, "pods", "-l", $"app.kubernetes.io/name={workload}"))
            .Count(pod => pod["metadata"]!["deletionTimestamp"] is null && pod["status"]!["conditions"]?.AsArray()
                .Any(condition => (string)condition!["type"]! == "Ready" && (string)condition["status"]! == "True") == true) >= pods,
        $"{pods} ready pods of {workload}", seconds: 120);
}
