using Gaia.Documents.Nodes;
using Gaia.Documents.Writing;
using Gaia.Manifests.Checks;
using Gaia.Manifests.Model;
using Gaia.Manifests.Objects;
using Gaia.Manifests.Settings;
using Gaia.Manifests.Tests.Model;

namespace Gaia.Manifests.Tests.Objects;

public sealed class WorkloadObjectTests
{
    private const string Container = "spec|template|spec|containers|0";

    [Fact]
    public void A_changed_value_changes_the_template()
    {
        var (one, two) = (Annotations(Apps.One(api => api.With("A", new TextPart("1")))), Annotations(Apps.One(api => api.With("A", new TextPart("2")))));
        Assert.NotEqual(one["checksum/config"], two["checksum/config"]);
        Assert.Equal(one["checksum/secrets"], two["checksum/secrets"]);
    }

    [Fact]
    public void A_changed_file_changes_the_template() => Assert.NotEqual(
        Annotations(Apps.One(api => api with { Files = [new("/etc/app", "a.conf", "1")] }))["checksum/config"],
        Annotations(Apps.One(api => api with { Files = [new("/etc/app", "a.conf", "2")] }))["checksum/config"]);

    [Fact]
    public void No_volume_of_a_pod_takes_the_place_of_another()
    {
        string[] claims = ["files", "empty-tmp", "given-etc-ca"];
        var model = Apps.One(api => api.With(it => it with { Writable = ["/var/a-b", "/var/a/b"], ConfigMaps = new Dictionary<string, string> { ["/etc/ca"] = "authorities" } }) with
        {
            Mounts = [.. claims.Select(name => new Mount(name, $"/mnt/{name}", false))],
            Files = [new("/etc/conf", "a.conf", "x")],
        }) with { Volumes = [.. claims.Select(name => new Volume(name, null, new(), false))] };
        var pod = KubernetesObjects.Of(model).The("Deployment/api");
        var volumes = ((ListNode)pod.At("spec|template|spec|volumes")!).Cast<MapNode>().ToDictionary(volume => volume.Text("name")!);
        var mounts = ((ListNode)pod.At($"{Container}|volumeMounts")!).Cast<MapNode>().ToDictionary(mount => mount.Text("mountPath")!, mount => volumes[mount.Text("name")!]);
        Assert.All(claims, name => Assert.Equal(name, mounts[$"/mnt/{name}"].Map("persistentVolumeClaim")!.Text("claimName")));
        Assert.Equal("api-files", mounts["/etc/conf/a.conf"].Map("configMap")!.Text("name"));
        Assert.Equal("authorities", mounts["/etc/ca"].Map("configMap")!.Text("name"));
        Assert.All(["/tmp", "/var/a-b", "/var/a/b"], (string folder) => Assert.NotNull(mounts[folder].Map("emptyDir")));
        Assert.Equal(mounts.Count, mounts.Values.Distinct().Count());
    }

    [Fact]
    public void A_changed_secret_changes_the_templates_that_have_it_and_no_other()
    {
        var model = Apps.InPlain(Apps.Shop(Apps.Settings));
        var changed = model with { Secrets = [.. model.Secrets.Select(secret => secret.Key == "redis-password" ? secret with { Text = "another" } : secret)] };
        var (before, after) = (KubernetesObjects.Of(model), KubernetesObjects.Of(changed));
        Assert.NotEqual(before.The("StatefulSet/redis"), after.The("StatefulSet/redis"));
        Assert.Equal(before.The("StatefulSet/postgres").Content, after.The("StatefulSet/postgres").Content);
        Assert.Equal(before.The("Deployment/api").Content, after.The("Deployment/api").Content);
    }

    [Fact]
    public void A_changed_place_of_a_secret_changes_the_template()
    {
        var model = Apps.Shop(Apps.Settings);
        var moved = model with { Settings = model.Settings with { Secrets = new SecretSettings { Prefix = "elsewhere" } } };
        Assert.NotEqual(KubernetesObjects.Of(model).The("StatefulSet/redis").Content, KubernetesObjects.Of(moved).The("StatefulSet/redis").Content);
    }

    [Fact]
    public void A_job_of_another_image_is_another_job()
    {
        static string Name(string image) => KubernetesObjects.Of(Apps.One(api => api with { Kind = WorkloadKind.Job, Image = image })).Single(item => item.Kind == "Job").Name;
        Assert.NotEqual(Name("a:1"), Name("a:2"));
        Assert.Equal(Name("a:1"), Name("a:1"));
        Assert.Matches("^api-[0-9a-f]{8}$", Name("a:1"));
    }

    [Fact]
    public void A_job_is_before_the_application()
    {
        var objects = KubernetesObjects.Of(Apps.Shop());
        Assert.All(objects.Where(item => item.Kind == "Job"), job => Assert.Equal("before", Label(job)));
        Assert.Equal(["api", "web", "worker"], objects.Where(item => Label(item) == "app").Select(item => item.Name));
        static string? Label(KubernetesObject item) => item.At("metadata|labels|gaia.dev/phase")?.ToString();
    }

    [Fact]
    public void Replicas_are_left_to_a_scaler()
    {
        var objects = KubernetesObjects.Of(Apps.Shop());
        Assert.Null(objects.The("Deployment/api").At("spec|replicas"));
        Assert.Null(objects.The("Deployment/worker").At("spec|replicas"));
        Assert.Equal("2", objects.The("Deployment/web").At("spec|replicas")?.ToString());
        Assert.DoesNotContain(objects, item => item is { Kind: "HorizontalPodAutoscaler", Name: "worker" });
    }

    [Fact]
    public void One_replica_has_no_budget()
    {
        var objects = KubernetesObjects.Of(Apps.One(api => api.With(it => it with { Replicas = 1 })));
        Assert.DoesNotContain(objects, item => item.Kind == "PodDisruptionBudget");
        Assert.Equal("DS010", Assert.Single(Safeguards.Check(objects)).Rule);
    }

    [Fact]
    public void A_volume_of_one_node_is_not_mounted_twice()
    {
        var model = Apps.One(api => api with { Mounts = [new("data", "/data", false)] }) with { Volumes = [new("data", null, new VolumeSettings(), false)] };
        var deployment = KubernetesObjects.Of(model).The("Deployment/api");
        Assert.Equal("Recreate", deployment.At("spec|strategy|type")?.ToString());
        Assert.Equal("1", deployment.At("spec|replicas")?.ToString());
    }

    [Fact]
    public void A_temporary_volume_is_an_empty_folder()
    {
        var model = Apps.One(api => api with { Mounts = [new("data", "/data", false)] }) with { Volumes = [new("data", null, new VolumeSettings(Size: "3Gi", IsTemporary: true), false)] };
        var objects = KubernetesObjects.Of(model);
        Assert.Equal("3Gi", objects.The("Deployment/api").At("spec|template|spec|volumes|0|emptyDir|sizeLimit")?.ToString());
        Assert.DoesNotContain(objects, item => item.Kind == "PersistentVolumeClaim");
        Assert.Equal("2", objects.The("Deployment/api").At("spec|replicas")?.ToString());
    }

    [Theory]
    [InlineData(null, null, "8Gi", "9Gi")]
    [InlineData("2Gi", null, "2Gi", "9Gi")]
    [InlineData("20Gi", null, "20Gi", "20Gi")]
    [InlineData(null, "4Gi", "4Gi", "4Gi")]
    [InlineData("1Gi", "4Gi", "1Gi", "4Gi")]
    public void A_temporary_volume_has_its_size_and_the_node_has_to_have_it(string? asked, string? most, string request, string limit)
    {
        var api = KubernetesObjects.Of(Apps.One(it => it.With(settings => settings with { Requests = settings.Requests with { Storage = asked }, Limits = settings.Limits with { Storage = most } })
            with { Mounts = [new(null, "/data", false, "8Gi")] })).The("Deployment/api");
        Assert.Equal(["8Gi", "1Gi"], ((ListNode)api.At("spec|template|spec|volumes")!).Cast<MapNode>().Select(volume => volume.Map("emptyDir")!.Text("sizeLimit")));
        Assert.Equal((request, limit), (api.At($"{Container}|resources|requests|ephemeral-storage")?.ToString(), api.At($"{Container}|resources|limits|ephemeral-storage")?.ToString()));
    }

    [Fact]
    public void A_pod_that_ends_sleeps_first_and_still_has_its_time()
    {
        var api = KubernetesObjects.Of(Apps.One(it => it.With(settings => settings with { GracePeriod = 40 }))).The("Deployment/api");
        Assert.Equal("5", api.At($"{Container}|lifecycle|preStop|sleep|seconds")?.ToString());
        Assert.Equal("45", api.At("spec|template|spec|terminationGracePeriodSeconds")?.ToString());
    }

    [Fact]
    public void Without_anything_said_the_first_port_is_asked()
    {
        var api = KubernetesObjects.Of(Apps.One()).The("Deployment/api");
        foreach (var probe in new[] { "startupProbe", "livenessProbe", "readinessProbe" }) Assert.Equal("http", api.At($"{Container}|{probe}|tcpSocket|port")?.ToString());
        Assert.Equal("30", api.At($"{Container}|startupProbe|failureThreshold")?.ToString());
    }

    [Fact]
    public void A_readiness_path_restarts_nothing()
    {
        var api = KubernetesObjects.Of(Apps.One(it => it.With(settings => settings with { Probes = new("/health") }))).The("Deployment/api");
        Assert.Equal("/health", api.At($"{Container}|readinessProbe|httpGet|path")?.ToString());
        Assert.NotNull(api.At($"{Container}|livenessProbe|tcpSocket"));
    }

    [Fact]
    public void A_project_without_ports_is_asked_for_its_runtimes()
    {
        var api = KubernetesObjects.Of(Apps.One(it => it with { Ports = [] })).The("Deployment/api");
        Assert.Equal("[dotnet, --list-runtimes]", $"[{string.Join(", ", (ListNode)api.At($"{Container}|livenessProbe|exec|command")!)}]");
        Assert.Equal("30", api.At($"{Container}|livenessProbe|periodSeconds")?.ToString());
    }

    [Fact]
    public void A_container_that_cannot_be_asked_is_found_by_the_safeguards()
    {
        var objects = KubernetesObjects.Of(Apps.One(it => it with { Ports = [], Environment = [] }));
        Assert.Equal(["DS002", "DS003"], Safeguards.Check(objects).Select(finding => finding.Rule));
    }

    [Theory]
    [InlineData(null, null, null, null, "100m 128Mi 2 512Mi")]
    [InlineData("4", "2Gi", null, null, "4 2Gi 4 2Gi")]
    [InlineData(null, null, "50m", "64Mi", "50m 64Mi 50m 64Mi")]
    [InlineData("250m", "256Mi", "1.5", "1Gi", "250m 256Mi 1.5 1Gi")]
    public void Requests_and_limits_are_always_there(string? cpu, string? memory, string? cpuLimit, string? memoryLimit, string expected)
    {
        var api = KubernetesObjects.Of(Apps.One(it => it.With(settings => settings with { Requests = new(cpu, memory), Limits = new(cpuLimit, memoryLimit) }))).The("Deployment/api");
        string[] paths = ["requests|cpu", "requests|memory", "limits|cpu", "limits|memory"];
        Assert.Equal(expected, string.Join(' ', paths.Select(path => api.At($"{Container}|resources|{path}"))));
    }

    [Fact]
    public void Projects_send_telemetry_to_the_collector_and_containers_do_not()
    {
        var objects = KubernetesObjects.Of(Apps.Shop());
        Assert.Equal("http://otel-collector:4317", objects.The("ConfigMap/api-config").At("data|OTEL_EXPORTER_OTLP_ENDPOINT")?.ToString());
        Assert.Equal("worker", objects.The("ConfigMap/worker-config").At("data|OTEL_SERVICE_NAME")?.ToString());
        Assert.DoesNotContain(objects, item => item.Name == "web-config");
    }

    [Fact]
    public void An_endpoint_that_is_set_stays()
    {
        var model = Apps.One(api => api.With("OTEL_EXPORTER_OTLP_ENDPOINT", new TextPart("http://mine:4317")), Apps.Settings with { Telemetry = new(Collector: true) });
        Assert.Equal("http://mine:4317", KubernetesObjects.Of(model).The("ConfigMap/api-config").At("data|OTEL_EXPORTER_OTLP_ENDPOINT")?.ToString());
    }

    [Theory]
    [InlineData(null, "debug: {}")]
    [InlineData("tempo.monitoring.svc:4317", "otlp:\n    endpoint: tempo.monitoring.svc:4317\n")]
    [InlineData("http://tempo:4317", "otlp:\n    endpoint: tempo:4317\n    tls:\n      insecure: true\n")]
    [InlineData("https://api.example.org/otlp", "otlphttp:\n    endpoint: https://api.example.org/otlp\n")]
    public void The_collector_sends_onward(string? endpoint, string expected)
    {
        var objects = KubernetesObjects.Of(Apps.One(null, Apps.Settings with { Telemetry = new(Collector: true, Endpoint: endpoint) }));
        Assert.Contains(expected, objects.The("ConfigMap/otel-collector-files").At("data|config.yaml")!.ToString());
    }

    [Theory]
    [InlineData("https://otlp.example.org")]
    [InlineData("https://otlp.example.org/v1")]
    public void Headers_of_the_receiver_are_secrets(string endpoint)
    {
        var telemetry = new TelemetrySettings(Collector: true, Endpoint: endpoint) { SecretHeaders = new Dictionary<string, string> { ["X-Api-Key"] = "otlp-token" } };
        var model = Modelling.Build("""{"api": {"type": "project.v0", "path": "api.csproj"}}""", Modelling.Defaults with { Telemetry = telemetry });
        var objects = KubernetesObjects.Of(model);
        Assert.Contains("    headers:\n      X-Api-Key: ${env:OTLP_HEADER_X_API_KEY}\n", objects.The("ConfigMap/otel-collector-files").At("data|config.yaml")!.ToString(), StringComparison.Ordinal);
        var variable = objects.The("Deployment/otel-collector").At($"{Container}|env|0")!;
        Assert.Equal("OTLP_HEADER_X_API_KEY", ((MapNode)variable).Text("name"));
        Assert.Equal("otlp-token", ((MapNode)variable).Map("valueFrom")!.Map("secretKeyRef")!.Text("key"));
        Assert.Contains("secretKey: otlp-token", NodeYaml.Write(objects.The("ExternalSecret/shop-secrets").Content), StringComparison.Ordinal);
        Assert.Empty(ObjectChecks.Check(objects).Select(finding => finding.Describe()));
    }

    [Theory]
    [InlineData(null, false, true)]
    [InlineData("https://otlp.example.org", false, false)]
    [InlineData(null, true, false)]
    public void A_collector_that_keeps_nothing_is_told(string? endpoint, bool dashboard, bool isTold) => Assert.Equal(isTold,
        KubernetesObjects.Lacking(Apps.One(null, Apps.Settings with { Telemetry = new(Collector: true, endpoint, dashboard) })).Any(note => note is { Resource: "telemetry.endpoint", IsLoss: true }));

    [Fact]
    public void Files_of_one_name_in_two_folders_are_two_keys()
    {
        var objects = KubernetesObjects.Of(Apps.One(api => api with { Files = [new("/etc/a", "x.conf", "1"), new("/etc/b", "x.conf", "2")] }));
        Assert.Equal(2, ((MapNode)objects.The("ConfigMap/api-files").At("data")!).Count);
        Assert.Empty(ObjectChecks.Check(objects));
    }

    [Fact]
    public void In_a_mesh_the_namespace_injects_sidecars_and_jobs_end_with_theirs()
    {
        var objects = KubernetesObjects.Of(Apps.One(api => api with { Kind = WorkloadKind.Job }, Apps.Settings with { IsMeshed = true }));
        Assert.Equal("enabled", objects.The("Namespace/shop-prod").At("metadata|labels|istio-injection")?.ToString());
        Assert.Equal("true", objects.Single(item => item.Kind == "Job").At("spec|template|metadata|annotations|sidecar.istio.io/nativeSidecar")?.ToString());
    }

    private static IReadOnlyDictionary<string, string?> Annotations(AppModel model)
    {
        var map = (MapNode)KubernetesObjects.Of(model).The("Deployment/api").At("spec|template|metadata|annotations")!;
        return new Dictionary<string, string?> { ["checksum/config"] = map["checksum/config"]?.ToString(), ["checksum/secrets"] = map["checksum/secrets"]?.ToString() };
    }
}
