using System.Globalization;
using Gaia.Documents.Nodes;
using Gaia.Manifests.Model;
using Gaia.Manifests.Settings;

namespace Gaia.Manifests.Objects.Pods;

/// <summary>How a container is asked whether it has started, is alive and may get requests.</summary>
internal sealed record Probes(MapNode Startup, MapNode Liveness, MapNode Readiness)
{
    private const int Interval = 5;

    /// <summary>Null: nobody said how, and there is no port to ask.</summary>
    public static Probes? Of(AppModel model, Workload workload)
    {
        if (workload.Kind == WorkloadKind.Job) return null;
        var settings = workload.Settings.Probes ?? new ProbeSettings();
        // A readiness path often asks what the workload itself depends on: no reason to restart it.
        var live = Http(workload, settings, settings.Live) ?? Unasked(model, workload, settings);
        if ((live ?? Http(workload, settings, settings.Ready)) is not { } alive) return null;
        var ready = Http(workload, settings, settings.Ready ?? settings.Live) ?? alive;
        var started = Http(workload, settings, settings.Startup) ?? alive;
        return new Probes(
            Every(started, Interval, 5, Math.Max(1, (settings.StartLimit + Interval - 1) / Interval)),
            Every(alive, IsCommand(alive) ? 30 : 10, 5, 3),
            Every(ready, IsCommand(ready) ? 30 : Interval, 5, 3));
    }

    /// <summary>What is wrong with the settings, and what to do; null: nothing.</summary>
    public static string? Fault(Workload workload)
    {
        if (workload.Settings.Probes is not { } settings) return null;
        var place = $"resources.{workload.Resource}.probes";
        if (settings.Port is { } port && PortOf(port) is StringNode && workload.Ports.All(own => own.Name != port))
            return $"{place}.port names port '{port}', and the resource has {Known(workload)}.";
        return settings.Port is null && (settings.Ready ?? settings.Live ?? settings.Startup) is not null && Asked(workload) is null
            ? $"{place} has a path, and the resource has no port to ask. Set {place}.port or {place}.command."
            : null;
    }

    private static string Known(Workload workload) => workload.Ports.Count == 0 ? "none" : string.Join(", ", workload.Ports.Select(port => port.Name));

    private static WorkloadPort? Asked(Workload workload) => workload.Ports.FirstOrDefault(port => port.IsHttp) ?? workload.Ports.FirstOrDefault(port => port.Protocol == "TCP");

    private static MapNode? Unasked(AppModel model, Workload workload, ProbeSettings settings) =>
        settings.Command is { Count: > 0 } told ? Exec(told)
        : settings.Port is { } port ? Fields.Map(("tcpSocket", Fields.Map(("port", PortOf(port)))))
        : workload.Facts.Probe is { Count: > 0 } known ? Exec(known)
        : workload.Ports.FirstOrDefault(port => port.Protocol == "TCP") is { } first ? Fields.Map(("tcpSocket", Fields.Map(("port", first.Name))))
        : Projects.Is(model, workload) ? Exec(["dotnet", "--list-runtimes"])
        : null;

    private static MapNode? Http(Workload workload, ProbeSettings settings, string? path)
    {
        if (path is null) return null;
        var port = settings.Port ?? Asked(workload)?.Name;
        return Fields.Map(("httpGet", Fields.Map(("path", path), ("port", PortOf(port!)), ("scheme", "HTTP"))));
    }

    private static Node PortOf(string port) => int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? new IntNode(number) : new StringNode(port);

    private static MapNode Exec(IReadOnlyList<string> command) => Fields.Map(("exec", Fields.Map(("command", Fields.List(command.Select(word => ContainerText.Of(Value.Of(word))))))));

    private static bool IsCommand(MapNode asked) => asked["exec"] is not null;

    private static MapNode Every(MapNode asked, int seconds, int timeout, int failures) => Fields.Map(
    [
        .. asked.Select(field => new Field(field.Key, field.Value)),
        ("periodSeconds", seconds),
        ("timeoutSeconds", timeout),
        ("failureThreshold", failures),
    ]);
}
