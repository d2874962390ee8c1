using System.Text;
using Gaia.Cluster.Tests.Kit;

namespace Gaia.Cluster.Tests;

[Collection(DeployedGaiaCollection.Name)]
public sealed class HardeningTests(DeployedGaia gaia)
{
    [Fact]
    public async Task What_is_secret_is_in_Secrets_and_in_no_other_object()
    {
        Kubectl.NeedsCluster();
        var secrets = gaia.Overlay.Secrets;
        Assert.Superset(new HashSet<string> { "postgres-password", "redis-password", "api-database-password", "worker-database-password", "bootstrap" }, secrets.Keys.ToHashSet());
        var kept = (await Kubectl.ItemsAsync("-n", gaia.Namespace, "secrets"))
            .SelectMany(secret => secret["data"]?.AsObject().Select(entry => Encoding.UTF8.GetString(Convert.FromBase64String((string)entry.Value!))) ?? [])
            .ToHashSet();
        Assert.All(secrets, secret => Assert.Contains(secret.Value, kept));
        var open = await Kubectl.RunAsync("-n", gaia.Namespace, "get", "configmaps,deployments,replicasets,statefulsets,jobs,pods,services,ingresses,events,serviceaccounts", "-o", "json");
        Assert.All(secrets, secret => Assert.DoesNotContain(secret.Value, open, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("api")]
    [InlineData("worker")]
    [InlineData("postgres")]
    [InlineData("redis")]
    public async Task The_kernel_grants_a_container_nothing(string workload)
    {
        Kubectl.NeedsCluster();
        var pod = (await gaia.PodsAsync(workload))[0];
        var status = (await ReadAsync(pod, "/proc/1/status")).Split('\n').Select(line => line.Split(':', 2)).Where(line => line.Length == 2).ToDictionary(line => line[0], line => line[1].Trim());
        Assert.DoesNotContain("0", status["Uid"].Split('\t'));
        Assert.DoesNotContain("0", status["Gid"].Split('\t'));
        Assert.Equal("0000000000000000", status["CapEff"]);
        Assert.Equal("0000000000000000", status["CapBnd"]);
        Assert.Equal("1", status["NoNewPrivs"]);
        Assert.Equal("2", status["Seccomp"]);
        var mounts = (await ReadAsync(pod, "/proc/1/mounts")).Split('\n').Select(line => line.Split(' ')).Where(line => line.Length > 3).ToList();
        Assert.StartsWith("ro,", mounts.Single(mount => mount[1] == "/")[3], StringComparison.Ordinal);
        // The worker makes Jobs for its runs.
        Assert.Equal(workload == "worker", mounts.Any(mount => mount[1].Contains("kubernetes.io/serviceaccount", StringComparison.Ordinal)));
    }

    [Fact]
    public void Only_kinds_that_the_old_server_has_no_name_for_are_left_out()
    {
        Kubectl.NeedsCluster();
        TestContext.Current.SendDiagnosticMessage($"left out: {string.Join(", ", gaia.LeftOut)}");
        Assert.All(gaia.LeftOut, item => Assert.Contains(item.Split('/')[0], (string[])["ServiceMonitor", "PrometheusRule", "ScaledObject", "TriggerAuthentication", "Schedule"]));
    }

    private Task<string> ReadAsync(string pod, string file) => Kubectl.RunAsync("-n", gaia.Namespace, "exec", pod, "--", "cat", file);
}
