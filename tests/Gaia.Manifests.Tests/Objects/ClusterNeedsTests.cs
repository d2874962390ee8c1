using Gaia.Manifests.Model;
using Gaia.Manifests.Objects;
using Gaia.Manifests.Settings;
using Gaia.Manifests.Writing;

namespace Gaia.Manifests.Tests.Objects;

public sealed class ClusterNeedsTests
{
    [Fact]
    public void Everything_that_a_large_one_takes_for_granted_is_named()
    {
        string[] wanted =
        [
            "ClusterIssuer letsencrypt", "ClusterSecretStore secrets", "IngressClass nginx", "Secret shop-prod/registry", "StorageClass (the cluster's default)", "StorageClass fast",
            "custom kind Component (dapr.io/v1alpha1)", "custom kind ExternalSecret (external-secrets.io/v1)", "custom kind PrometheusRule (monitoring.coreos.com/v1)",
            "custom kind Schedule (velero.io/v1)", "custom kind ScaledObject (keda.sh/v1alpha1)", "custom kind ServiceMonitor (monitoring.coreos.com/v1)",
            "custom kind TriggerAuthentication (keda.sh/v1alpha1)", "entry of the store postgres-password", "entry of the store redis-password",
            "metrics API custom.metrics.k8s.io", "metrics API metrics.k8s.io", "network plugin with NetworkPolicies", "registry docker.io", "registry ghcr.io", "registry mcr.microsoft.com",
        ];
        Assert.Equal(wanted.Order(StringComparer.Ordinal), Names(Apps.Shop()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_certificate_that_nobody_makes_is_named_with_its_hosts()
    {
        var need = Assert.Single(Of(Apps.One(api => api.With(it => it with { Hosts = ["a.example.org"] }))), need => need.Kind == "Secret");
        Assert.Equal("shop-prod/api-tls", need.Name);
        Assert.Contains("a.example.org", need.Reason, StringComparison.Ordinal);
        Assert.Contains("exposure.issuer", need.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_claim_that_several_nodes_mount_says_so()
    {
        var model = Apps.One(api => api with { Mounts = [new("files", "/f", false)] }) with { Volumes = [new("files", null, new VolumeSettings(AccessMode: "ReadWriteMany"), true)] };
        Assert.Contains("ReadWriteMany", Assert.Single(Of(model), need => need.Kind == "StorageClass").Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gaia-api:1", "image gaia-api:1")]
    [InlineData("acme/gaia-api:1", "image acme/gaia-api:1")]
    [InlineData("registry:5000/api:1", "registry registry:5000")]
    [InlineData("localhost/api:1", "registry localhost")]
    [InlineData("ghcr.io/acme/api@sha256:0000000000000000000000000000000000000000000000000000000000000000", "registry ghcr.io")]
    public void An_image_without_a_registry_is_named(string image, string need) => Assert.Contains(need, Names(Apps.One(api => api with { Image = image })));

    [Fact]
    public void Existing_Secrets_are_named_with_their_keys()
    {
        var model = Apps.Shop(Apps.Settings with
        {
            Exposure = new(ExposureKind.None),
            Secrets = new SecretSettings(SecretProvider.Existing) { Places = new Dictionary<string, SecretPlace> { ["postgres-password"] = new("database", "password", "encoded") } },
        });
        var secrets = Of(model).Where(need => need.Kind == "Secret").ToDictionary(need => need.Name, need => need.Reason);
        Assert.EndsWith("keys encoded, password", secrets["shop-prod/database"], StringComparison.Ordinal);
        Assert.EndsWith("keys redis-password", secrets["shop-prod/shop-secrets"], StringComparison.Ordinal);
    }

    [Fact]
    public void What_somebody_else_makes_is_in_the_list()
    {
        var model = Apps.Shop(Apps.Settings with { ImagePullSecrets = ["registry"], Secrets = new(SecretProvider.Existing) });
        model = model with { Workloads = [.. model.Workloads.Select(workload => workload.Name == "web" ? workload.With(it => it with { Account = "robot", ConfigMaps = new Dictionary<string, string> { ["/etc/x"] = "authorities" } }) : workload)] };
        var named = Of(model).Select(need => $"{need.Kind}/{need.Name.Replace("shop-prod/", "", StringComparison.Ordinal)}").ToHashSet();
        Assert.Empty(KubernetesObjects.MadeElsewhere(model).Except(named));
    }

    [Fact]
    public void The_list_has_a_section_for_each_environment_that_is_deployed()
    {
        static PublishedEnvironment Environment(string name, AppModel model) => new(name, model, KubernetesObjects.Of(model));
        var text = ClusterNeedsList.Write(new(Environment("base", Apps.One()), [Environment("dev", Apps.One()), Environment("prod", Apps.Shop())])).Text;
        Assert.Equal(["## dev", "## prod"], text.Split('\n').Where(line => line.StartsWith("## ", StringComparison.Ordinal)));
        Assert.Contains("| registry | `ghcr.io` | nodes pull images from it |", text, StringComparison.Ordinal);
    }

    private static IReadOnlyList<ClusterNeed> Of(AppModel model) => ClusterNeeds.Of(model, KubernetesObjects.Of(model));

    private static IEnumerable<string> Names(AppModel model) => Of(model).Select(need => $"{need.Kind} {need.Name}").Distinct();
}
