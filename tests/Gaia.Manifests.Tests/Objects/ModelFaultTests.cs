using Gaia.Manifests.Model;
using Gaia.Manifests.Settings;

namespace Gaia.Manifests.Tests.Objects;

public sealed class ModelFaultTests
{
    public static TheoryData<Case> Refused =>
    [
        new Case("pod.root", "resources.api.user", Apps.One(api => api.With(it => it with { User = 0 }))),
        new Case("pod.security", "appArmor", Apps.One(api => api.With(it => it with { Annotations = new Dictionary<string, string> { ["container.apparmor.security.beta.kubernetes.io/api"] = "unconfined" } }))),
        new Case("replicas.single", "resources.api.replicas", Single(it => it with { Replicas = 2 })),
        new Case("replicas.single", "resources.api.external", Single(it => it with { Scaling = new(1, 3) })),
        new Case("scaling.job", "resources.api.scaling", Apps.One(api => api.With(it => it with { Scaling = new(1, 3) }) with { Kind = WorkloadKind.Job })),
        new Case("scaling.range", "from 3 to 2", Scaled(new(3, 2))),
        new Case("scaling.range", "at least 1", Scaled(new(0, 2))),
        new Case("scaling.metric", "cpu, memory, requests or queue", Scaled(new(1, 2, null))),
        new Case("scaling.metric", "Remove one", Scaled(new(1, 2, 70, null, 5, new("SELECT 1", 1, "WHOLE")))),
        new Case("probe.port", "probes.command", Apps.One(api => api.With(it => it with { Probes = new("/health") }) with { Ports = [] })),
        new Case("probe.port", "has http", Apps.One(api => api.With(it => it with { Probes = new(Port: "admin") }))),
        new Case("metrics.port", "'metrics'", Apps.One(api => api.With(it => it with { Metrics = new("metrics") }))),
        new Case("scaling.connection", "no variable 'DB'", Scaled(new(1, 2, 70, null, null, new("SELECT 1", 1, "DB")))),
        new Case("exposure.gateway", "NAMESPACE/NAME", Apps.One(api => api.With(it => it with { Hosts = ["a.example.org"] }), Apps.Settings with { Exposure = new(ExposureKind.Gateway, Gateway: "edge") })),
        new Case("secret.uri-key", "secrets.places.postgres-password.uriKey", Apps.Shop(Apps.Settings with { Secrets = new(SecretProvider.Existing) { Places = new Dictionary<string, SecretPlace> { ["postgres-password"] = new("db", "p") } } })),
        new Case("secret.missing", "redis-password", Apps.Shop(Apps.Settings with { Secrets = new(SecretProvider.Plain) })),
        new Case("dapr.mixed-secret", "redisHost", Mixed()),
        new Case("telemetry.collector", "telemetry.collector", Apps.One(null, Apps.Settings with { Telemetry = new(Dashboard: true) })),
        new Case("telemetry.collector", "telemetry.collector", Apps.One(null, Apps.Settings with { Telemetry = new(Endpoint: "https://x") })),
        new Case("telemetry.header", "telemetry.secretHeaders X-A and x-a", Apps.One(null, Apps.Settings with
        {
            Telemetry = new(Collector: true, Endpoint: "https://x") { SecretHeaders = new Dictionary<string, string> { ["x-a"] = "one", ["X-A"] = "two" } },
        })),
        new Case("name.clash", "otel-collector", Apps.Of(Apps.Settings with { Telemetry = new(Collector: true) }, Apps.Api("otel-collector"))),
        new Case("name.clash", "resource 'db' and resource 'db-headless' would both have the Service db-headless", Apps.Of(Apps.Settings, Apps.Api("db") with { Kind = WorkloadKind.StatefulSet }, Apps.Api("db-headless"))),
        new Case("name.clash", "resource 'tcp' and resource 'tcp-external' would both have the Service tcp-external", Apps.Of(Apps.Settings, Tcp(), Apps.Api("tcp-external"))),
        new Case("name.clash", "volume 'data-db-1' and volume 'data' of resource 'db' would both have the PersistentVolumeClaim data-db-1", Claimed()),
        new Case("name.clash", "network policy shop-prod/worker-runs and network policy shop-runs/worker-runs would both have the file worker-runs-networkpolicy.yaml",
            Apps.Of(Apps.Settings, Apps.Api("worker").With(it => it with { RunPods = new() }) with { Runs = new("shop-runs", "shop-run", null, 0) }, Apps.Api("worker-runs"))),
        new Case("exposure.binding", "resources.api.hosts lead to an external http binding", Apps.One(api => Closed(api).With(it => it with { Hosts = ["a.example.org"] }))),
        new Case("exposure.binding", "resources.api.paths lead to an external http binding", Apps.One(api => Closed(api).With(it => it with { Paths = ["/docs"] }))),
        new Case("exposure.binding", "resources.api.serviceType: NodePort opens", Apps.One(api => Closed(api).With(it => it with { ServiceType = "NodePort" }))),
        new Case("exposure.binding", "resources.api.hosts lead to its http", Apps.One(api => api.With(it => it with { ServiceType = "NodePort" }))),
        new Case("job.reference", "Set resources.seed-migrator.kind to deployment", Apps.Of(Apps.Settings, Apps.Api(), Apps.Api("seed-migrator") with { Kind = WorkloadKind.Job }) with { References = [new("api", "seed-migrator", 8080, "TCP")] }),
        new Case("object.invalid", "Ingress/b: a.example.org/ leads to it and to Ingress/a.", Apps.Of(Apps.Settings, Hosted("a"), Hosted("b"))),
        new Case("object.invalid", "HTTPRoute/b: a.example.org/ leads to it and to HTTPRoute/a.", Apps.Of(Apps.Settings with { Exposure = new(ExposureKind.Gateway, Gateway: "edge/public") }, Hosted("a"), Hosted("b"))),
        new Case("object.invalid", "[annotation.key]", Apps.One(api => api.With(it => it with { Annotations = new Dictionary<string, string> { ["a b"] = "x" } }))),
    ];

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_cannot_be_is_refused_with_what_to_do(Case refused)
    {
        var faults = Assert.Throws<ManifestFaultsException>(() => KubernetesObjects.Of(refused.Model)).Faults;
        Assert.Contains(faults, fault => fault.Code == refused.Code && fault.Message.Contains(refused.Words, StringComparison.Ordinal));
        Assert.All(faults, fault => Assert.Equal(refused.Code, fault.Code));
    }

    [Fact]
    public void All_faults_are_named_at_once()
    {
        var model = Apps.Of(Apps.Settings, Apps.Api("one").With(it => it with { User = 0 }), Apps.Api("two").With(it => it with { User = 0, Scaling = new(3, 2) }));
        Assert.Equal(3, Assert.Throws<ManifestFaultsException>(() => KubernetesObjects.Of(model)).Faults.Count);
    }

    [Fact]
    public void A_quantity_that_is_none_is_refused() => Assert.Equal("settings.quantity",
        Assert.Throws<ManifestException>(() => KubernetesObjects.Of(Apps.One(api => api.With(it => it with { Requests = new("much", null), Limits = new(null, null) })))).Code);

    private static AppModel Single(Func<WorkloadSettings, WorkloadSettings> change) => Apps.One(api => api.With(change) with { Facts = Apps.Dotnet with { IsSingle = true } });

    private static AppModel Scaled(ScalingSettings scaling) => Apps.One(api => api.With("WHOLE", new SecretPart("whole")).With(it => it with { Scaling = scaling })) with
    {
        Secrets = [new("whole", "whole", false, null)],
    };

    public sealed record Case(string Code, string Words, AppModel Model)
    {
        public override string ToString() => $"{Code}: {Words}";
    }

    private static Workload Closed(Workload workload) => workload with { Ports = [.. workload.Ports.Select(port => port with { IsExternal = false })] };

    private static Workload Hosted(string name) => Apps.Api(name).With(it => it with { Hosts = ["a.example.org"] });

    private static Workload Tcp() => Apps.Api("tcp").With(it => it with { ServiceType = "LoadBalancer" }) with { Ports = [new("tcp", 6379, 6379, "TCP", "redis", true)] };

    private static AppModel Claimed() => Apps.Of(Apps.Settings, Apps.Api("db").With(it => it with { Replicas = 2 }) with { Kind = WorkloadKind.StatefulSet, Mounts = [new("data", "/data", false)] }) with
    {
        Volumes = [new("data", "db", new(), false), new("data-db-1", null, new(), false)],
    };

    private static AppModel Mixed() => Apps.Shop() with
    {
        DaprComponents = [new("orders", "pubsub.redis", [new("redisHost", new Value([new TextPart("redis:"), new SecretPart("redis-password")]))], [])],
    };
}
