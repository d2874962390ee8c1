using Gaia.Manifests.Checks;
using Gaia.Manifests.Model;
using Gaia.Manifests.Settings;

namespace Gaia.Manifests.Tests.Objects;

public sealed class KubernetesObjectsTests
{
    [Fact]
    public void One_project_is_written() => ApprovedObjects.Check("one-project", KubernetesObjects.Of(Apps.One()));

    [Fact]
    public void Everything_is_written_with_an_external_store() => ApprovedObjects.Check("shop-external", KubernetesObjects.Of(Apps.Shop()));

    [Fact]
    public void A_small_one_is_written_with_secrets_in_plain() => ApprovedObjects.Check("shop-plain", KubernetesObjects.Of(Apps.InPlain(Apps.Shop(Apps.Settings))));

    [Fact]
    public void Existing_secrets_and_a_gateway_are_used()
    {
        var settings = Apps.Settings with
        {
            Exposure = new ExposureSettings(ExposureKind.Gateway, Gateway: "edge/public"),
            Secrets = new SecretSettings(SecretProvider.Existing)
            {
                Places = new Dictionary<string, SecretPlace> { ["postgres-password"] = new("database", "password", "password-encoded") },
            },
        };
        ApprovedObjects.Check("shop-existing", KubernetesObjects.Of(Apps.Shop(settings)).Where(item => item.Kind is "Deployment" or "HTTPRoute" or "TriggerAuthentication"));
    }

    [Fact]
    public void What_they_refer_to_is_there()
    {
        var model = Apps.Shop();
        Assert.Empty(ObjectChecks.Check(KubernetesObjects.Of(model), KubernetesObjects.MadeElsewhere(model)).Select(finding => finding.Describe()));
        Assert.Empty(Safeguards.Check(KubernetesObjects.Of(model)).Select(finding => finding.Describe()));
    }

    [Fact]
    public void Existing_secrets_are_declared()
    {
        var model = Apps.Shop(Apps.Settings with { Secrets = new SecretSettings(SecretProvider.Existing) });
        Assert.Contains("Secret/shop-secrets", KubernetesObjects.MadeElsewhere(model));
        Assert.Empty(ObjectChecks.Check(KubernetesObjects.Of(model), KubernetesObjects.MadeElsewhere(model)).Select(finding => finding.Describe()));
        Assert.Contains(ObjectChecks.Check(KubernetesObjects.Of(model)), finding => finding.Rule == "reference.secret");
    }

    [Fact]
    public void What_is_external_and_has_no_way_in_is_told()
    {
        var model = Apps.Of(Apps.Settings, Apps.Api(), Apps.Api("grpc") with { Ports = [new("tcp", 9000, 9000, "TCP", "tcp", true)] });
        Assert.Equal(["api.bindings.http", "grpc.bindings.tcp"], KubernetesObjects.Lacking(model).Select(note => note.Resource));
        Assert.Contains("resources.api.hosts", KubernetesObjects.Lacking(model)[0].Reason);
        Assert.Empty(KubernetesObjects.Lacking(Apps.Shop()));
    }

    [Fact]
    public void What_is_not_guarded_is_told()
    {
        var model = Apps.Of(Apps.Settings, Apps.Api("idle") with { Ports = [], Environment = [] }, Apps.Api("loose") with { Image = "ghcr.io/acme/loose:latest" });
        Assert.Equal([("idle.probes", true), ("loose.image", false)], KubernetesObjects.Lacking(model).Where(note => note.Reason.Contains("(DS", StringComparison.Ordinal)).Select(note => (note.Resource, note.IsLoss)));
        Assert.Equal(["DS002", "DS003", "DS009"], Safeguards.Check(KubernetesObjects.Of(model)).Select(finding => finding.Rule).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_second_external_port_is_told()
    {
        var model = Apps.One(api => api.With(it => it with { Hosts = ["a.example.org"] }) with
        {
            Ports = [new("admin", 9000, 9000, "TCP", "http", true), new("http", 8080, 8080, "TCP", "http", true)],
        });
        Assert.Equal(["api.bindings.http"], KubernetesObjects.Lacking(model).Select(note => note.Resource));
    }

    [Fact]
    public void Nothing_is_exposed_if_the_settings_say_so()
    {
        var model = Apps.One(api => api.With(it => it with { Hosts = ["a.example.org"] }), Apps.Settings with { Exposure = new ExposureSettings(ExposureKind.None) });
        Assert.DoesNotContain(KubernetesObjects.Of(model), item => item.Kind is "Ingress" or "HTTPRoute");
        Assert.Equal("Nothing is exposed: exposure.kind is none", Assert.Single(KubernetesObjects.Lacking(model)).Reason);
    }

    [Fact]
    public void Kinds_stand_in_the_order_in_which_they_are_applied()
    {
        var kinds = KubernetesObjects.Of(Apps.Shop()).Select(item => item.Kind).Distinct().ToList();
        Assert.Equal("Namespace", kinds[0]);
        Assert.True(kinds.IndexOf("ExternalSecret") < kinds.IndexOf("StatefulSet") && kinds.IndexOf("StatefulSet") < kinds.IndexOf("Job") && kinds.IndexOf("Job") < kinds.IndexOf("Deployment"));
    }

    [Fact]
    public void Routes_to_grpc_say_so()
    {
        var grpc = Apps.Api().With(it => it with { Hosts = ["a.example.org"] }) with { Ports = [new("http", 80, 8080, "TCP", "http2", true)] };
        var objects = KubernetesObjects.Of(Apps.Of(Apps.Settings with { Exposure = new ExposureSettings(Class: "nginx") }, grpc));
        Assert.Equal("GRPC", objects.The("Ingress/api").At("metadata|annotations|nginx.ingress.kubernetes.io/backend-protocol")?.ToString());
        Assert.Equal("kubernetes.io/h2c", objects.The("Service/api").At("spec|ports|0|appProtocol")?.ToString());
        var alb = KubernetesObjects.Of(Apps.Of(Apps.Settings with { Exposure = new ExposureSettings(Class: "alb") }, grpc));
        Assert.Equal("GRPC", alb.The("Ingress/api").At("metadata|annotations|alb.ingress.kubernetes.io/backend-protocol-version")?.ToString());
    }
}
