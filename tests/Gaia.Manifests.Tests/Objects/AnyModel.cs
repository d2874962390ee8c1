using CsCheck;
using Gaia.Manifests.Model;
using Gaia.Manifests.Settings;

namespace Gaia.Manifests.Tests.Objects;

/// <summary>Models of every shape, as a builder could make them.</summary>
internal static class AnyModel
{
    public const string SecretText = "hunter2&secret/text";

    private static readonly string[] Names = ["api", "web", "worker", "cache", "db", "jobs"];

    private static readonly string[] SecretNames = ["db-password", "token"];

    private static Gen<ValuePart> Part { get; } = Gen.OneOf(
        Gen.String[Gen.Char["ab$()%{} \"'\n:"], 0, 8].Select(text => (ValuePart)new TextPart(text)),
        Gen.Int[0, 2].Select(place => (ValuePart)new SecretPart(new[] { "db-password", "db-password-uri", "token" }[place])));

    private static Gen<Value> AnyValue { get; } = Part.Array[0, 4].Select(parts => new Value(parts));

    private static Gen<KeyValuePair<string, Value>[]> Variables { get; } = Gen.Select(AnyValue, AnyValue, AnyValue, Gen.Bool, (one, two, three, isProject) => new KeyValuePair<string, Value>[]
    {
        new("A", one), new("B__c", two), new("z.y-x", three), new(isProject ? "OTEL_DOTNET_X" : "X", Value.Of("1")),
    });

    private static Gen<WorkloadSettings> AnySettings { get; } = Gen.Select(Gen.Bool, Gen.Int[0, 3], Gen.Bool, Gen.Int[2, 5], Gen.Bool, (hasHosts, scaling, hasProbes, replicas, hasMetrics) => new WorkloadSettings
    {
        Hosts = hasHosts ? ["a.example.org", "b.example.org"] : [],
        Scaling = scaling switch { 0 => new ScalingSettings(2, 9), 1 => new ScalingSettings(3, 3, null, 80, 100), _ => null },
        Replicas = scaling > 1 ? replicas : null,
        Probes = hasProbes ? new ProbeSettings("/ready", scaling == 0 ? null : "/alive") : null,
        Metrics = hasMetrics ? new MetricsSettings("http") : null,
        Writable = hasProbes ? ["/var/cache", "/tmp/"] : [],
        Limits = new(hasHosts ? "500m" : null, hasMetrics ? null : "1Gi"),
    });

    private static Gen<Workload> Workload(string name) => Gen.Select(AnySettings, Variables, AnyValue.Array[0, 2], Gen.Int[0, 4], Gen.Bool, (settings, variables, args, kind, isHttp2) =>
    {
        var isSingle = kind == 3;
        settings = settings with { Hosts = [.. settings.Hosts.Select(host => $"{name}.{host}")] };
        var workload = new Workload(name, name, kind switch { 3 => WorkloadKind.StatefulSet, 4 => WorkloadKind.Job, _ => WorkloadKind.Deployment }, $"acme/{name}:1", Apps.Dotnet with { IsSingle = isSingle },
            isSingle || kind == 4 ? settings with { Scaling = null, Replicas = null } : settings)
        {
            Environment = [.. variables.OrderBy(variable => variable.Key, StringComparer.Ordinal)],
            Args = args,
            Ports = [new("http", 80, 8080, "TCP", isHttp2 ? "http2" : "http", true), new("udp", 53, 5353, "UDP", "udp", false)],
            Mounts = isSingle ? [new($"{name}-data", "/data", false)] : kind == 1 ? [new("shared", "/shared", isHttp2), new(null, "/scratch", false)] : [],
            Files = kind == 2 ? [new("/etc/a", "x y.conf", "text $(x)"), new("/etc/b", "x y.conf", "")] : [],
            Dapr = kind == 0 && isHttp2 ? new DaprSidecar(name, 8080) : null,
        };
        return workload;
    });

    private static Gen<EnvironmentSettings> AnyEnvironment { get; } = Gen.Select(Gen.Int[0, 2], Gen.Bool, Gen.Bool, Gen.Bool, Gen.Int[0, 2], (secrets, isMeshed, collects, monitors, exposure) => Apps.Settings with
    {
        Secrets = new SecretSettings((SecretProvider)secrets),
        IsMeshed = isMeshed,
        Telemetry = new TelemetrySettings(collects, Dashboard: collects && isMeshed),
        Monitoring = new MonitoringSettings(monitors, monitors),
        Exposure = new ExposureSettings((ExposureKind)exposure, Gateway: "edge/public", Issuer: monitors ? "le" : null),
        Velero = monitors ? new VeleroSettings("0 3 * * *") : null,
        ImagePullSecrets = collects ? ["registry"] : [],
    });

    public static Gen<AppModel> Any { get; } = Gen.Select(AnyEnvironment, Gen.Int[1, Names.Length].SelectMany(count => AllOf([.. Names.Take(count).Select(Workload)])), (settings, workloads) =>
        Apps.Of(settings, [.. workloads]) with
        {
            Secrets =
            [
                new("db-password", SecretNames[0], false, Text(settings, SecretText)),
                new("db-password-uri", SecretNames[0], true, Text(settings, Uri.EscapeDataString(SecretText))),
                new("token", SecretNames[1], false, Text(settings, $"{SecretText}-token")),
            ],
            Volumes =
            [
                .. workloads.Where(workload => workload.Kind == WorkloadKind.StatefulSet).Select(workload => new Volume($"{workload.Name}-data", workload.Name, new VolumeSettings(), false)),
                new("shared", null, new VolumeSettings(AccessMode: "ReadWriteMany"), true),
            ],
        });

    private static string? Text(EnvironmentSettings settings, string text) => settings.Secrets.Provider == SecretProvider.Plain ? text : null;

    private static Gen<List<Workload>> AllOf(IReadOnlyList<Gen<Workload>> all) => all.Aggregate(
        Gen.Const(new List<Workload>()), (list, one) => Gen.Select(list, one, (so, item) => new List<Workload>([.. so, item])));
}
