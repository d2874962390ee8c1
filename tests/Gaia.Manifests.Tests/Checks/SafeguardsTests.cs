using Gaia.Manifests.Checks;
using Gaia.Manifests.Tests.Objects;

namespace Gaia.Manifests.Tests.Checks;

public sealed class SafeguardsTests
{
    private const string Pod = "spec|template|spec";
    private const string Container = $"{Pod}|containers|0";

    [Theory]
    [InlineData($"{Container}|resources|requests|cpu", null, "DS001")]
    [InlineData($"{Container}|resources|requests|memory", null, "DS001")]
    [InlineData($"{Container}|resources|limits|cpu", null, "DS001")]
    [InlineData($"{Container}|resources|limits|memory", null, "DS001")]
    [InlineData($"{Container}|livenessProbe", null, "DS002")]
    [InlineData($"{Container}|readinessProbe", null, "DS003")]
    [InlineData($"{Pod}|securityContext|runAsNonRoot", null, "DS004")]
    [InlineData($"{Container}|securityContext|runAsNonRoot", null, "DS004")]
    [InlineData($"{Pod}|hostNetwork", "true", "DS005")]
    [InlineData($"{Pod}|hostPID", "true", "DS006")]
    [InlineData($"{Pod}|hostIPC", "true", "DS007")]
    [InlineData($"{Container}|securityContext|privileged", "true", "DS008")]
    [InlineData($"{Container}|image", "ghcr.io/acme/api", "DS009")]
    [InlineData($"{Container}|image", "ghcr.io:5000/acme/api", "DS009")]
    [InlineData($"{Container}|image", "ghcr.io/acme/api:latest", "DS009")]
    [InlineData("spec|replicas", "1", "DS010")]
    [InlineData("spec|replicas", null, "DS010")]
    public void One_breach_is_found(string path, string? value, string rule)
    {
        var finding = Assert.Single(Safeguards.Check(KubernetesObjects.Of(Apps.One()).With("Deployment/api", path, value)));
        Assert.Equal((rule, "Deployment/api"), (finding.Rule, finding.Object));
        Assert.Equal(path.StartsWith(Container, StringComparison.Ordinal) ? "api" : null, finding.Container);
    }

    [Theory]
    [InlineData("ghcr.io:5000/acme/api:1.2")]
    [InlineData("api@sha256:0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("api:latest@sha256:0000000000000000000000000000000000000000000000000000000000000000")]
    public void A_version_is_fixed(string image) => Assert.Empty(Safeguards.Check(KubernetesObjects.Of(Apps.One()).With("Deployment/api", $"{Container}|image", image)));

    [Theory]
    [InlineData("HorizontalPodAutoscaler/api", "spec|minReplicas")]
    [InlineData("ScaledObject/worker", "spec|minReplicaCount")]
    public void The_least_of_a_scaler_counts(string scaler, string path)
    {
        var objects = KubernetesObjects.Of(Apps.Shop());
        Assert.Empty(Safeguards.Check(objects));
        objects = objects.With("ScaledObject/worker", "spec|triggers|0", null);
        Assert.Equal("DS010", Assert.Single(Safeguards.Check(objects.With(scaler, path, "1"))).Rule);
    }

    [Fact]
    public void What_a_queue_wakes_may_sleep()
    {
        var shop = Apps.Shop();
        shop = shop with { Workloads = [.. shop.Workloads.Select(workload => workload.Settings.Scaling is { Queue: not null } scaling ? workload.With(it => it with { Scaling = scaling with { Min = 0 } }) : workload)] };
        Assert.Empty(Safeguards.Check(KubernetesObjects.Of(shop)));
    }

    // More replicas of it are refused.
    [Fact]
    public void What_has_a_volume_for_itself_may_have_one_pod()
    {
        var model = Apps.One(api => api with { Mounts = [new("data", "/data", false)] }) with { Volumes = [new("data", null, new(), false)] };
        Assert.Empty(Safeguards.Check(KubernetesObjects.Of(model)));
    }

    [Fact]
    public void A_job_is_asked_for_neither_probes_nor_replicas() =>
        Assert.Empty(Safeguards.Check(KubernetesObjects.Of(Apps.One(api => api with { Kind = Gaia.Manifests.Model.WorkloadKind.Job }))));
}
