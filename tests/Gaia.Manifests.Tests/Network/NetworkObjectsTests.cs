using System.Net;
using Gaia.Documents.Writing;
using Gaia.Manifests.Model;
using Gaia.Manifests.Network;
using Gaia.Manifests.Network.Simulation;
using Gaia.Manifests.Objects;
using Gaia.Manifests.Settings;
using static Gaia.Manifests.Tests.Network.NetworkModels;

namespace Gaia.Manifests.Tests.Network;

public sealed class NetworkObjectsTests
{
    private static readonly OutsideAddress Someone = new(IPAddress.Parse("203.0.113.9"));

    [Fact]
    public void A_policy_reads_as_it_is_reviewed()
    {
        var model = App([Hosted("api", Port(8080, app: "http", external: true)), Workload("db", Port(5432)), Workload("web")],
            [new("api", "db", 5432, "TCP"), new("web", "api", 8080, "TCP"), new("api", "redis", 6379, "TCP")], null, new ExternalService("redis", "redis.example.org", [6379], ["10.8.0.0/24"]));
        Assert.Equal("""
            apiVersion: networking.k8s.io/v1
            kind: NetworkPolicy
            metadata:
              labels:
                app.kubernetes.io/managed-by: gaia
                app.kubernetes.io/name: api
                app.kubernetes.io/part-of: shop
              name: api
              namespace: shop
            spec:
              egress:
                - ports:
                    - port: 5432
                      protocol: TCP
                  to:
                    - podSelector:
                        matchLabels:
                          app.kubernetes.io/name: db
                - ports:
                    - port: 6379
                      protocol: TCP
                  to:
                    - ipBlock:
                        cidr: 10.8.0.0/24
              ingress:
                - from:
                    - namespaceSelector:
                        matchLabels:
                          kubernetes.io/metadata.name: ingress-nginx
                    - podSelector:
                        matchLabels:
                          app.kubernetes.io/name: web
                  ports:
                    - port: 8080
                      protocol: TCP
              podSelector:
                matchLabels:
                  app.kubernetes.io/name: api
              policyTypes:
                - Ingress
                - Egress

            """, NodeYaml.Write(Policy(model, "api").Content));
    }

    [Fact]
    public void Every_workload_asks_DNS_and_nothing_else_of_that_namespace()
    {
        var network = Network(App([Workload("api")], []));
        var dns = new Pod("coredns", "kube-system", new Dictionary<string, string> { ["k8s-app"] = "kube-dns" });
        Assert.True(network.MayReach(Pod("api", []), dns, 53, "UDP").IsAllowed);
        Assert.True(network.MayReach(Pod("api", []), dns, 53).IsAllowed);
        Assert.False(network.MayReach(Pod("api", []), dns, 9153).IsAllowed);
        Assert.False(network.MayReach(Pod("api", []), new Pod("other", "kube-system", new Dictionary<string, string>()), 53, "UDP").IsAllowed);
        Assert.False(network.MayReach(Pod("api", []), Someone, 53, "UDP").IsAllowed);
    }

    [Fact]
    public void An_external_http_port_is_open_to_the_controller_and_only_that_port()
    {
        var model = App([Hosted("web", Port(8080, app: "http", external: true), Port(9000))], []);
        var controller = Pod("nginx", [], space: "ingress-nginx");
        Assert.True(Network(model).MayReach(controller, Pod("web", []), 8080).IsAllowed);
        Assert.False(Network(model).MayReach(controller, Pod("web", []), 9000).IsAllowed);
        Assert.False(Network(model).MayReach(Someone, Pod("web", []), 8080).IsAllowed);
        Assert.False(Network(With(model, settings => settings with { Exposure = new(ExposureKind.None) })).MayReach(controller, Pod("web", []), 8080).IsAllowed);
    }

    [Fact]
    public void What_no_host_leads_to_is_closed()
    {
        var controller = Pod("nginx", [], space: "ingress-nginx");
        Assert.False(Network(App([Workload("web", Port(8080, app: "http", external: true))], [])).MayReach(controller, Pod("web", []), 8080).IsAllowed);
        var two = Network(App([Hosted("web", Port(8080, app: "http", external: true), Port(8081, app: "http", external: true))], []));
        Assert.True(two.MayReach(controller, Pod("web", []), 8080).IsAllowed);
        Assert.False(two.MayReach(controller, Pod("web", []), 8081).IsAllowed);
        var job = Network(App([Hosted("web", Port(8080, app: "http", external: true)) with { Kind = WorkloadKind.Job }], []));
        Assert.False(job.MayReach(controller, Pod("web", []), 8080).IsAllowed);
    }

    [Fact]
    public void Telemetrys_own_workloads_among_the_others_change_nothing()
    {
        var model = With(App([Workload("api")], []), settings => settings with { Telemetry = new(true, Dashboard: true) });
        var whole = model with { Workloads = [Workload("api"), Workload(TelemetryPods.Dashboard, Port(18889)), Workload(TelemetryPods.Collector, Port(4317))] };
        Assert.Equal(NetworkObjects.Of(model), NetworkObjects.Of(whole));
    }

    [Fact]
    public void A_gateway_comes_from_its_own_namespace()
    {
        var network = Network(With(App([Hosted("web", Port(8080, app: "http", external: true))], []), settings => settings with { Exposure = new(ExposureKind.Gateway, Gateway: "edge/public") }));
        Assert.True(network.MayReach(Pod("gateway", [], space: "edge"), Pod("web", []), 8080).IsAllowed);
        Assert.False(network.MayReach(Pod("nginx", [], space: "ingress-nginx"), Pod("web", []), 8080).IsAllowed);
    }

    [Fact]
    public void A_load_balancer_that_reaches_pods_by_itself_enters_from_its_range()
    {
        var network = Network(With(App([Hosted("web", Port(8080, app: "http", external: true))], []), settings => settings with { Exposure = new(ExposureKind.Ingress, "alb") { FromCidrs = ["10.20.0.0/16"] } }));
        Assert.True(network.MayReach(new OutsideAddress(IPAddress.Parse("10.20.1.1")), Pod("web", []), 8080).IsAllowed);
        Assert.False(network.MayReach(Someone, Pod("web", []), 8080).IsAllowed);
    }

    [Fact]
    public void Namespaces_and_ranges_are_those_of_the_settings()
    {
        var settings = Settings.SettingsText.Read("""
            app: shop
            mesh: true
            exposure: { class: alb, fromCidrs: [10.20.0.0/16] }
            network: { kedaNamespace: scaling, meshNamespace: mesh, daprNamespace: dapr }
            resources:
              web:
                hosts: [a.example]
                environment: { DB: "Host={db.bindings.tcp.host};Username=web" }
                scaling: { min: 1, max: 2, queue: { query: select 1, target: 1, connection: DB } }
            """).For(null);
        var network = Network(Model.Modelling.Build("""
            {"web": {"type": "container.v0", "image": "x", "bindings": {"http": {"scheme": "http", "protocol": "tcp", "transport": "http", "targetPort": 80, "external": true}}},
             "db": {"type": "container.v0", "image": "x", "bindings": {"tcp": {"scheme": "tcp", "protocol": "tcp", "transport": "tcp", "targetPort": 5432}}},
             "side": {"type": "dapr.v0", "dapr": {"application": "web", "appId": "web"}}}
            """, settings));
        Assert.True(network.MayReach(new OutsideAddress(IPAddress.Parse("10.20.1.1")), Pod("web", []), 80).IsAllowed);
        Assert.False(network.MayReach(Pod("controller", [], space: "ingress-nginx"), Pod("web", []), 80).IsAllowed);
        Assert.Equal((true, false), (network.MayReach(Pod("operator", [], space: "scaling"), Pod("db", []), 5432).IsAllowed, network.MayReach(Pod("operator", [], space: "keda"), Pod("db", []), 5432).IsAllowed));
        Assert.Equal((true, false), (network.MayReach(Pod("web", []), Pod("istiod", [], space: "mesh"), 15012).IsAllowed, network.MayReach(Pod("web", []), Pod("istiod", [], space: "istio-system"), 15012).IsAllowed));
        Assert.Equal((true, false), (network.MayReach(Pod("web", []), Pod("sentry", [], space: "dapr"), 50001).IsAllowed, network.MayReach(Pod("web", []), Pod("sentry", [], space: "dapr-system"), 50001).IsAllowed));
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("LoadBalancer", true)]
    [InlineData("NodePort", true)]
    public void A_tcp_port_marked_external_is_open_only_if_it_is_offered(string? type, bool open)
    {
        var broker = Workload("broker", Port(1883, external: true), Port(9001)) with { Settings = new WorkloadSettings { ServiceType = type } };
        var network = Network(App([broker], []));
        Assert.Equal(open, network.MayReach(Someone, Pod("broker", []), 1883).IsAllowed);
        Assert.False(network.MayReach(Someone, Pod("broker", []), 9001).IsAllowed);
    }

    [Fact]
    public void Prometheus_reaches_metrics_by_the_ports_name()
    {
        var api = Workload("api", Port(8080, app: "http"), Port(9090) with { Name = "metrics" }) with { Settings = new WorkloadSettings { Metrics = new("metrics") } };
        var network = Network(App([api], []));
        Assert.True(network.MayReach(Pod("prometheus", [], space: "monitoring"), Pod("api", []), 9090).IsAllowed);
        Assert.False(network.MayReach(Pod("prometheus", [], space: "monitoring"), Pod("api", []), 8080).IsAllowed);
        Assert.False(network.MayReach(Pod("prometheus", []), Pod("api", []), 9090).IsAllowed);
    }

    [Fact]
    public void KEDA_reaches_the_database_of_a_queue_and_no_other()
    {
        var worker = Workload("worker") with
        {
            Settings = new WorkloadSettings { Scaling = new(2, 10, Queue: new("select count(*) from jobs", 5, "ConnectionStrings__gaia")) },
            Environment = [KeyValuePair.Create("ConnectionStrings__gaia", new Value([new TextPart("Host=db;Port=5432;Password="), new SecretPart("db-password")]))],
        };
        var network = Network(App([Workload("cache", Port(6379)), Workload("db", Port(5432)), worker], [new("worker", "db", 5432, "TCP"), new("worker", "cache", 6379, "TCP")]));
        var keda = Pod("operator", [], space: "keda");
        Assert.True(network.MayReach(keda, Pod("db", []), 5432).IsAllowed);
        Assert.False(network.MayReach(keda, Pod("cache", []), 6379).IsAllowed);
    }

    [Fact]
    public void Extra_egress_goes_where_the_settings_say_except_where_they_do_not()
    {
        var api = Workload("api") with
        {
            Settings = new WorkloadSettings
            {
                Egress = [new("0.0.0.0/0", null, [443]) { Except = ["10.0.0.0/8"] }, new(null, "vault", [8200]) { Labels = new Dictionary<string, string> { ["app"] = "vault" } }, new(null, "logs", [])],
            },
        };
        var network = Network(App([api], []));
        Assert.True(network.MayReach(Pod("api", []), Someone, 443).IsAllowed);
        Assert.False(network.MayReach(Pod("api", []), Someone, 80).IsAllowed);
        Assert.False(network.MayReach(Pod("api", []), new OutsideAddress(IPAddress.Parse("10.1.1.1")), 443).IsAllowed);
        var vault = new Pod("vault-0", "vault", new Dictionary<string, string> { ["app"] = "vault" });
        Assert.True(network.MayReach(Pod("api", []), vault, 8200).IsAllowed);
        Assert.False(network.MayReach(Pod("api", []), vault with { Labels = new Dictionary<string, string>() }, 8200).IsAllowed);
        Assert.True(network.MayReach(Pod("api", []), Pod("loki", [], space: "logs"), 3100, "UDP").IsAllowed);
    }

    [Fact]
    public void An_egress_to_nowhere_is_refused()
    {
        var api = Workload("api") with { Settings = new WorkloadSettings { Egress = [new(null, null, [443])] } };
        Assert.Equal("settings.egress-without-target", Assert.Throws<ManifestException>(() => NetworkObjects.Of(App([api], []))).Code);
    }

    [Fact]
    public void Who_has_a_token_reaches_the_API_server()
    {
        var worker = Workload("worker") with { Settings = new WorkloadSettings { MountsToken = true } };
        var model = With(App([Workload("api"), worker], []), settings => settings with { Network = new NetworkSettings { ApiServerCidrs = ["172.20.0.1/32"] } });
        var server = new OutsideAddress(IPAddress.Parse("172.20.0.1"));
        Assert.True(Network(model).MayReach(Pod("worker", []), server, 443).IsAllowed);
        Assert.False(Network(model).MayReach(Pod("worker", []), Someone, 443).IsAllowed);
        Assert.False(Network(model).MayReach(Pod("api", []), server, 443).IsAllowed);
    }

    [Theory]
    [InlineData("https://otlp.example.org", 443)]
    [InlineData("https://otlp.example.org:8443/v1", 8443)]
    [InlineData("otlp.example.org:4317", 4317)]
    public void The_collector_reaches_where_it_sends(string endpoint, int port)
    {
        var network = Network(With(App([Workload("api")], []), settings => settings with { Telemetry = new(true, endpoint) }));
        Assert.True(network.MayReach(Pod("otel-collector", []), Someone, port).IsAllowed);
        Assert.False(network.MayReach(Pod("api", []), Someone, port).IsAllowed);
    }

    [Fact]
    public void A_service_of_another_namespace_is_reached_by_its_namespace()
    {
        var network = Network(With(App([Workload("api")], []), settings => settings with { Telemetry = new(true, "http://tempo.monitoring.svc:4317") }));
        Assert.True(network.MayReach(Pod("otel-collector", []), Pod("tempo", [], space: "monitoring"), 4317).IsAllowed);
        Assert.False(network.MayReach(Pod("otel-collector", []), Someone, 4317).IsAllowed);
    }

    [Fact]
    public void Sidecars_of_Dapr_reach_each_other_and_their_control_plane()
    {
        var model = App([Workload("a") with { Dapr = new("a", 8080) }, Workload("b") with { Dapr = new("b", null) }, Workload("c")], []);
        Assert.True(Network(model).MayReach(Pod("a", []), Pod("b", []), 50002).IsAllowed);
        Assert.False(Network(model).MayReach(Pod("a", []), Pod("b", []), 8080).IsAllowed);
        Assert.False(Network(model).MayReach(Pod("a", []), Pod("c", []), 50002).IsAllowed);
        Assert.True(Network(model).MayReach(Pod("b", []), Pod("sentry", [], space: "dapr-system"), 50001).IsAllowed);
    }

    [Fact]
    public void A_sidecar_of_the_mesh_reaches_its_control_plane()
    {
        var istiod = Pod("istiod", [], space: "istio-system");
        var model = App([Workload("api")], []);
        Assert.False(Network(model).MayReach(Pod("api", []), istiod, 15012).IsAllowed);
        Assert.True(Network(With(model, settings => settings with { IsMeshed = true })).MayReach(Pod("api", []), istiod, 15012).IsAllowed);
    }

    [Fact]
    public void Without_policies_there_are_none() => Assert.Empty(NetworkObjects.Of(With(App([Workload("api")], []), settings => settings with { Network = new(Policies: false) })));

    [Fact]
    public void A_workload_with_the_name_of_a_policy_is_refused() =>
        Assert.Equal("name.clash", Assert.Throws<ManifestException>(() => NetworkObjects.Of(App([Workload("allow-dns")], []))).Code);

    private static KubernetesObject Policy(AppModel model, string name) => NetworkObjects.Of(model).Single(policy => policy.Name == name);

    private static Reachability Network(AppModel model) => new(NetworkObjects.Of(model));

    private static AppModel With(AppModel model, Func<EnvironmentSettings, EnvironmentSettings> change) => model with { Settings = change(model.Settings) };
}
