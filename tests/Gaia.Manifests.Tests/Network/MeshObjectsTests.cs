using Gaia.Documents.Writing;
using Gaia.Manifests.Model;
using Gaia.Manifests.Network;
using Gaia.Manifests.Network.Simulation;
using Gaia.Manifests.Settings;
using static Gaia.Manifests.Tests.Network.NetworkModels;

namespace Gaia.Manifests.Tests.Network;

public sealed class MeshObjectsTests
{
    private static readonly EnvironmentSettings Meshed = Defaults with { IsMeshed = true };

    [Fact]
    public void Accounts_and_ports_stand_in_one_rule()
    {
        var model = App([Workload("api"), Workload("db", Port(5432)), Workload("worker") with { Settings = new WorkloadSettings { Account = "gaia-worker" } }],
            [new("api", "db", 5432, "TCP"), new("worker", "db", 5432, "TCP")], Meshed);
        var policy = MeshObjects.Of(model).Single(one => one is { Kind: "AuthorizationPolicy", Name: "db" });
        Assert.Equal("""
            action: ALLOW
            rules:
              - from:
                  - source:
                      principals:
                        - cluster.local/ns/shop/sa/api
                to:
                  - operation:
                      ports:
                        - "5432"
              - from:
                  - source:
                      principals:
                        - cluster.local/ns/shop/sa/gaia-worker
                to:
                  - operation:
                      ports:
                        - "5432"
            selector:
              matchLabels:
                app.kubernetes.io/name: db

            """, NodeYaml.Write(policy.Content["spec"]!));
    }

    [Fact]
    public void A_port_of_one_source_is_not_open_to_another()
    {
        var model = App([Workload("a"), Workload("b"), Workload("db", Port(1), Port(2))], [new("a", "db", 1, "TCP"), new("b", "db", 2, "TCP")], Meshed);
        Assert.True(Mesh(model).MayReach(Sidecar("a"), Sidecar("db"), 1).IsAllowed);
        Assert.False(Mesh(model).MayReach(Sidecar("a"), Sidecar("db"), 2).IsAllowed);
        Assert.False(Mesh(model).MayReach(Pod("a", []), Sidecar("db"), 1).IsAllowed);
        Assert.False(Mesh(model).MayReach(Sidecar("b") with { Namespace = "elsewhere" }, Sidecar("db"), 2).IsAllowed);
    }

    [Fact]
    public void The_account_of_the_gateway_enters_by_the_external_port()
    {
        var web = Hosted("web", Port(8080, app: "http", external: true), Port(9000));
        var model = App([web], [], Meshed with { Exposure = new(ExposureKind.Gateway, Gateway: "edge/public") });
        var gateway = Sidecar("public-istio") with { Namespace = "edge" };
        Assert.True(Mesh(model).MayReach(gateway, Sidecar("web"), 8080).IsAllowed);
        Assert.False(Mesh(model).MayReach(gateway, Sidecar("web"), 9000).IsAllowed);
        Assert.False(Mesh(model).MayReach(gateway with { Account = "other" }, Sidecar("web"), 8080).IsAllowed);
        Assert.Empty(MeshNotes.Of(model));
    }

    [Fact]
    public void The_ingress_gateway_of_Istio_has_an_account_of_its_own()
    {
        var model = App([Hosted("web", Port(8080, app: "http", external: true))], [], Meshed with { Exposure = new(ExposureKind.Ingress, "istio") { FromNamespaces = ["istio-system"] } });
        Assert.True(Mesh(model).MayReach(Sidecar("gw") with { Namespace = "istio-system", Account = "istio-ingressgateway-service-account" }, Sidecar("web"), 8080).IsAllowed);
        Assert.False(Mesh(model).MayReach(Sidecar("gw") with { Namespace = "istio-system" }, Sidecar("web"), 8080).IsAllowed);
    }

    [Fact]
    public void Metrics_on_a_port_of_their_own_are_read_without_a_certificate_and_nothing_else_is()
    {
        var model = App([Metered(9090), Workload("web")], [new("web", "api", 8080, "TCP")], Meshed);
        var prometheus = Pod("prometheus", [], space: "monitoring");
        Assert.True(Mesh(model).MayReach(prometheus, Sidecar("api"), 9090, new("GET", "/metrics")).IsAllowed);
        Assert.False(Mesh(model).MayReach(prometheus, Sidecar("api"), 9090, new("POST", "/metrics")).IsAllowed);
        Assert.False(Mesh(model).MayReach(prometheus, Sidecar("api"), 9090, new("GET", "/admin")).IsAllowed);
        Assert.False(Mesh(model).MayReach(prometheus, Sidecar("api"), 8080, new("GET", "/metrics")).IsAllowed);
        Assert.DoesNotContain(MeshNotes.Of(model), note => note.Type == "metrics");
    }

    [Fact]
    public void Metrics_beside_requests_stay_strict_and_that_is_said()
    {
        var model = App([Metered(8080), Workload("web")], [new("web", "api", 8080, "TCP")], Meshed);
        Assert.False(Mesh(model).MayReach(Pod("prometheus", [], space: "monitoring"), Sidecar("api"), 8080, new("GET", "/metrics")).IsAllowed);
        Assert.True(Mesh(model).MayReach(Sidecar("prometheus") with { Namespace = "monitoring" }, Sidecar("api"), 8080, new("GET", "/metrics")).IsAllowed);
        Assert.False(Mesh(model).MayReach(Sidecar("prometheus") with { Namespace = "monitoring" }, Sidecar("api"), 8080, new("GET", "/orders")).IsAllowed);
        Assert.Contains(KubernetesObjects.Lacking(model), note => note is { Resource: "api", Type: "metrics", IsLoss: false });
    }

    [Fact]
    public void A_Job_asks_for_a_native_sidecar_and_a_note_says_so()
    {
        var job = Workload("migrate") with { Kind = WorkloadKind.Job };
        var model = App([job, Workload("api")], [], Meshed);
        Assert.Equal("true", MeshObjects.PodAnnotations(model, job)["sidecar.istio.io/nativeSidecar"]);
        Assert.Empty(MeshObjects.PodAnnotations(model, model.Workloads[1]));
        Assert.Contains(KubernetesObjects.Lacking(model), note => note is { Resource: "migrate", Type: "job" });
    }

    [Fact]
    public void Without_a_mesh_there_is_nothing()
    {
        var model = App([Workload("api") with { Kind = WorkloadKind.Job }], []);
        Assert.Empty(MeshObjects.Of(model));
        Assert.Empty(MeshNotes.Of(model));
        Assert.Empty(MeshObjects.PodAnnotations(model, model.Workloads[0]));
    }

    private static Workload Metered(int port) => Workload("api", [.. new[] { 8080, port }.Distinct().Select(number => Port(number, app: "http"))])
        with
    { Settings = new WorkloadSettings { Metrics = new($"p{port}") } };

    private static Pod Sidecar(string name) => Pod(name, [], meshed: true);

    private static MeshReachability Mesh(AppModel model) => new(MeshObjects.Of(model));
}
