using System.CommandLine;
using System.Globalization;
using Gaia.Cli.Hosting;
using Gaia.Cli.List;
using Gaia.Documents.Nodes;
using Gaia.Manifests.Model;
using Gaia.Manifests.Objects;
using Gaia.Manifests.Writing;

namespace Gaia.Cli.Manifests;

internal static class ManifestListCommand
{
    private static readonly string[] Telemetry = [TelemetryPods.Collector, TelemetryPods.Dashboard];

    public static Command Create(CliContext context)
    {
        var command = new Command("list", "List the workloads of an application, environment by environment");
        var selection = ManifestSelection.OfMany(command);
        var options = new ListOptions(command, context);
        command.SetAction(async (parsed, _) =>
        {
            var loaded = await ManifestLoader.SeenAsync(context, selection.Read(parsed));
            var shape = options.Shape(parsed, null,
                new("Environment", "environment"), new("Workload", "workload"), new("Kind", "kind"), new("Replicas", "replicas"), new("Image", "image"), new("Ports", "ports"), new("Objects", "objects"));
            options.Write(parsed, shape, loaded.Published.All.SelectMany(Rows));
        });
        return command;
    }

    private static IEnumerable<MapNode> Rows(PublishedEnvironment environment) =>
    [
        .. environment.Model.Workloads.Select(workload => Row(environment, workload.Name, workload.Resource, workload.Kind.ToString(), workload.Image,
            workload.Ports.Select(port => string.Create(CultureInfo.InvariantCulture, $"{port.Name}:{port.Port}")))),
        .. Telemetry.Select(name => environment.Objects.FirstOrDefault(item => item.Name == name && item.Content.At("spec", "template", "spec", "containers") is ListNode))
            .OfType<KubernetesObject>().Select(item => Telemetered(environment, item)),
    ];

    // The collector and the dashboard, which the settings add.
    private static MapNode Telemetered(PublishedEnvironment environment, KubernetesObject item)
    {
        var container = ((ListNode)item.Content.At("spec", "template", "spec", "containers")!).OfType<MapNode>().First();
        var ports = (container["ports"] as ListNode ?? new ListNode([])).OfType<MapNode>();
        return Row(environment, item.Name, "", item.Kind, container.Text("image") ?? "", ports.Select(port => $"{port.Text("name")}:{port["containerPort"]}"));
    }

    private static MapNode Row(PublishedEnvironment environment, string workload, string resource, string kind, string image, IEnumerable<string> ports)
    {
        var own = WorkloadObjects.Of(environment, workload);
        var replicas = own.Select(item => item.Content.At("spec", "replicas")).OfType<IntNode>().FirstOrDefault();
        return new MapNode([.. new (string Key, string Value)[]
        {
            ("environment", environment.Name), ("workload", workload), ("resource", resource), ("kind", kind), ("replicas", replicas?.ToString() ?? ""),
            ("image", image), ("ports", string.Join(' ', ports)),
            ("objects", own.Count.ToString(CultureInfo.InvariantCulture)), ("kinds", string.Join(' ', own.Select(item => item.Kind))),
        }.Select(cell => KeyValuePair.Create<string, Node>(cell.Key, new StringNode(cell.Value)))]);
    }
}
