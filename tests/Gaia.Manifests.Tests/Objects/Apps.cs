using Gaia.Manifests.Model;
using Gaia.Manifests.Settings;

namespace Gaia.Manifests.Tests.Objects;

/// <summary>Models as they come out of a manifest and settings.</summary>
internal static class Apps
{
    public const string Password = "correct horse/battery";

    public static ImageFacts Dotnet { get; } = new(1654, [], true, null, false);

    public static ImageFacts Database { get; } = new(70, ["/var/run/postgresql"], true, ["pg_isready", "-U", "postgres"], true)
    {
        Environment = [new("PGDATA", "/var/lib/postgresql/data/pgdata")],
    };

    public static EnvironmentSettings Settings { get; } = new("shop", "prod", "shop-prod");

    /// <summary>One project that listens, and nothing else.</summary>
    public static AppModel One(Func<Workload, Workload>? change = null, EnvironmentSettings? settings = null) => Of(settings ?? Settings, (change ?? (same => same))(Api()));

    public static AppModel Of(EnvironmentSettings settings, params Workload[] workloads) => new(settings, [.. workloads.OrderBy(workload => workload.Name, StringComparer.Ordinal)], [], [], [], [], [], [], []);

    public static Workload Api(string name = "api") => new(name, name, WorkloadKind.Deployment, $"ghcr.io/acme/{name}:1.2.3", Dotnet, new WorkloadSettings())
    {
        Ports = [new("http", 8080, 8080, "TCP", "http", true)],
        Environment = [new("OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY", Value.Of("in_memory"))],
    };

    public static Workload With(this Workload workload, Func<WorkloadSettings, WorkloadSettings> change) => workload with { Settings = change(workload.Settings) };

    public static Workload With(this Workload workload, string name, params ValuePart[] parts) =>
        workload with { Environment = [.. workload.Environment.Append(new(name, new Value(parts))).OrderBy(variable => variable.Key, StringComparer.Ordinal)] };

    /// <summary>Everything that objects are written for.</summary>
    public static AppModel Shop(EnvironmentSettings? settings = null)
    {
        var connection = new ValuePart[] { new TextPart("Host=postgres;Port=5432;Username=postgres;Password="), new SecretPart("postgres-password"), new TextPart(";Database=jobs") };
        return Of(settings ?? Settings with
        {
            Exposure = new ExposureSettings(Class: "nginx", Issuer: "letsencrypt"),
            Monitoring = new MonitoringSettings(ServiceMonitors: true, Rules: true) { Labels = new Dictionary<string, string> { ["release"] = "prometheus" } },
            Telemetry = new TelemetrySettings(Collector: true, Endpoint: "https://otlp.example.org:4317", Dashboard: true),
            Velero = new VeleroSettings("0 3 * * *"),
            ImagePullSecrets = ["registry"],
            Scheduling = new SchedulingSettings { NodeSelector = new Dictionary<string, string> { ["kubernetes.io/os"] = "linux" }, Tolerations = [new("dedicated", "Equal", "shop", "NoSchedule")] },
        },
            Api().With("ConnectionStrings__jobs", connection)
                .With("JOBS_URI", new TextPart("postgresql://postgres:"), new SecretPart("postgres-password-uri"), new TextPart("@postgres:5432/jobs"))
                .With("TEMPLATE", new TextPart("$(not a variable) costs $5"))
                .With(it => it with
                {
                    Hosts = ["shop.example.org"],
                    Scaling = new ScalingSettings(3, 20, 70, 80, 50),
                    Probes = new ProbeSettings("/health", "/alive"),
                    Metrics = new MetricsSettings("http"),
                    AccountAnnotations = new Dictionary<string, string> { ["eks.amazonaws.com/role-arn"] = "arn:aws:iam::1:role/shop" },
                }) with { Mounts = [new("uploads", "/data/uploads", false)], Dapr = new DaprSidecar("api", 8080) },
            new Workload("web", "web", WorkloadKind.Deployment, "docker.io/library/nginx:1.29", new ImageFacts(101, ["/var/cache/nginx"], true, null, false), new WorkloadSettings { Hosts = ["www.example.org"], Paths = ["/", "/docs"] })
            {
                Ports = [new("http", 80, 8080, "TCP", "http", true)],
                Files = [new("/etc/nginx/conf.d", "default.conf", "server {\n  listen 8080;\n}\n")],
            },
            new Workload("worker", "worker", WorkloadKind.Deployment, "ghcr.io/acme/worker@sha256:0000000000000000000000000000000000000000000000000000000000000000", Dotnet,
                new WorkloadSettings { Scaling = new ScalingSettings(2, 10, 70, null, null, new QueueScaling("SELECT count(*) FROM jobs", 5, "ConnectionStrings__jobs")), GracePeriod = 60 })
            {
                Environment = [new("ConnectionStrings__jobs", new Value(connection)), new("OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY", Value.Of("in_memory"))],
                Mounts = [new("uploads", "/data/uploads", true)],
            },
            new Workload("migrations", "migrations", WorkloadKind.Job, "ghcr.io/acme/migrations:1.2.3", Dotnet, new WorkloadSettings())
            {
                Environment = [new("ConnectionStrings__jobs", new Value(connection))],
            },
            new Workload("postgres", "postgres", WorkloadKind.StatefulSet, "docker.io/library/postgres:18.1", Database, new WorkloadSettings { Limits = new("2", "1Gi") })
            {
                Ports = [new("tcp", 5432, 5432, "TCP", "tcp", false)],
                Environment = [new("POSTGRES_PASSWORD", new Value([new SecretPart("postgres-password")]))],
                Mounts = [new("postgres-data", "/var/lib/postgresql/data", false)],
            },
            new Workload("redis", "redis", WorkloadKind.StatefulSet, "docker.io/library/redis:8.6", new ImageFacts(999, ["/data"], true, null, true), new WorkloadSettings { ServiceType = "LoadBalancer" })
            {
                Command = [Value.Of("/bin/sh")],
                Args = [Value.Of("-c"), new Value([new TextPart("redis-server --requirepass "), new SecretPart("redis-password")])],
                Ports = [new("tcp", 6379, 6379, "TCP", "redis", true)],
            }) with
        {
            Secrets =
            [
                new("postgres-password", "postgres-password", false, null),
                new("postgres-password-uri", "postgres-password", true, null),
                new("redis-password", "redis-password", false, null),
            ],
            Volumes =
            [
                new("postgres-data", "postgres", new VolumeSettings("fast", "20Gi"), false),
                new("uploads", null, new VolumeSettings(AccessMode: "ReadWriteMany"), true),
            ],
            DaprComponents = [new("orders", "pubsub.redis", [new("redisHost", Value.Of("redis:6379")), new("redisPassword", new Value([new SecretPart("redis-password")]))], ["api"])],
        };
    }

    /// <summary>The same with values of secrets.</summary>
    public static AppModel InPlain(AppModel model) => model with
    {
        Settings = model.Settings with { Secrets = new SecretSettings(SecretProvider.Plain) },
        Secrets = [.. model.Secrets.Select(secret => secret with { Text = secret.IsUriEncoded ? Uri.EscapeDataString(Password) : Password })],
    };
}
