using CsCheck;
using Gaia.Manifests.Model;
using Gaia.Manifests.Network.Simulation;
using Gaia.Manifests.Settings;

namespace Gaia.Manifests.Tests.Network;

/// <summary>Models made by hand, and any model at all.</summary>
internal static class NetworkModels
{
    public const string Space = "shop";

    private static readonly ImageFacts Facts = new(1654, [], true, null, false);

    public static readonly EnvironmentSettings Defaults = new("shop", "base", Space);

    public static Workload Workload(string name, params WorkloadPort[] ports) =>
        new(name, name, WorkloadKind.Deployment, $"ghcr.io/acme/{name}:1", Facts, new WorkloadSettings()) { Ports = ports };

    /// <summary>With a host, so that its first external http port is led to.</summary>
    public static Workload Hosted(string name, params WorkloadPort[] ports) => Workload(name, ports) with { Settings = new WorkloadSettings { Hosts = [$"{name}.example.org"] } };

    public static WorkloadPort Port(int target, string protocol = "TCP", string app = "tcp", bool external = false, int? port = null) =>
        new($"p{target}", port ?? target, target, protocol, app, external);

    public static AppModel App(IReadOnlyList<Workload> workloads, IReadOnlyList<Reference> references, EnvironmentSettings? settings = null, params ExternalService[] externals) =>
        new(settings ?? Defaults, workloads, externals, [], references, [], [], [], []);

    /// <summary>As the templates of the objects make them. Beside its own ports each listens on one that nobody may use.</summary>
    public static IReadOnlyList<Endpoint> Pods(AppModel model, bool meshed = false) => [.. model.Workloads.Select(workload => Pod(workload.Name, workload.Ports.Select(port => port.TargetPort), meshed, workload.Settings.Account)),
        .. model.Settings.Telemetry.Collector ? (IEnumerable<Endpoint>)[Pod(TelemetryPods.Collector, [4317, 4318], meshed)] : [],
        .. model.Settings.Telemetry is { Collector: true, Dashboard: true } ? (IEnumerable<Endpoint>)[Pod(TelemetryPods.Dashboard, [18888, 18889], meshed)] : []];

    public static Pod Pod(string name, IEnumerable<int> ports, bool meshed = false, string? account = null, string space = Space) =>
        new(name, space, new Dictionary<string, string> { ["app.kubernetes.io/name"] = name, ["app.kubernetes.io/part-of"] = "shop" })
        {
            IsMeshed = meshed,
            Account = account ?? name,
            Ports = [.. ports.Append(9999).Distinct().SelectMany(port => new[] { new EndpointPort($"p{port}", port, "TCP"), new EndpointPort($"p{port}", port, "UDP") })],
        };

    /// <summary>Two to eight workloads with ports of both protocols, and any references between them, also to themselves and both ways.</summary>
    public static readonly Gen<AppModel> Any =
        from count in Gen.Int[2, 8]
        from ports in Gen.Select(Gen.Int[1, 6], Gen.Bool, Gen.Bool).Array[1, 3].Array[count]
        from picks in Gen.Select(Gen.Int[0, count - 1], Gen.Int[0, count - 1], Gen.Int[0, 2]).Array[0, 20]
        from externals in Gen.Select(Gen.Int[0, count - 1], Gen.Int[1, 3]).Array[0, 4]
        from jobs in Gen.Bool.Array[count]
        from collector in Gen.Bool
        from dashboard in Gen.Bool
        select Made(ports, picks, externals, jobs, new TelemetrySettings(collector, Dashboard: dashboard));

    private static AppModel Made((int, bool, bool)[][] ports, (int, int, int)[] picks, (int, int)[] externals, bool[] jobs, TelemetrySettings telemetry)
    {
        var workloads = ports.Select((own, index) => Workload($"w{index}",
            [.. own.Select(one => Port(8000 + one.Item1, one.Item2 ? "UDP" : "TCP", one.Item3 ? "http" : "tcp")).DistinctBy(port => (port.TargetPort, port.Protocol))])
            with
        { Kind = jobs[index] ? WorkloadKind.Job : WorkloadKind.Deployment }).ToList();
        var references = picks.Select(pick =>
        {
            var to = workloads[pick.Item2];
            var port = to.Ports[pick.Item3 % to.Ports.Count];
            return new Reference(workloads[pick.Item1].Name, to.Name, port.TargetPort, port.Protocol);
        }).Concat(externals.Select(pick => new Reference(workloads[pick.Item1].Name, $"ext{pick.Item2}", 5430 + pick.Item2, "TCP"))).Distinct().ToList();
        return App(workloads, references, Defaults with { Telemetry = telemetry },
            [.. new[] { 1, 2, 3 }.Select(number => new ExternalService($"ext{number}", $"ext{number}.example.org", [5430 + number], number == 1 ? [] : [$"10.{number}.0.0/16"]))]);
    }
}
