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
            options.Write(parsed, shape, loaded.Published.All.SelectMany(environment => environment.Model.Workloads.Select(workload => Row(environment, workload))));
        });
        return command;
    }

    private static MapNode Row(PublishedEnvironment environment, Workload workload)
    {
        var own = WorkloadObjects.Of(environment, workload.Name);
        var replicas = own.Select(item => item.Content.At("spec", "replicas")).OfType<IntNode>().FirstOrDefault();
        return new MapNode([.. new (string Key, string Value)[]
        {
            ("environment", environment.Name), ("workload", workload.Name), ("resource", workload.Resource), ("kind", workload.Kind.ToString()), ("replicas", replicas?.ToString() ?? ""),
            ("image", workload.Image), ("ports", string.Join(' ', workload.Ports.Select(port => string.Create(CultureInfo.InvariantCulture, $"{port.Name}:{port.Port}")))),
            ("objects", own.Count.ToString(CultureInfo.InvariantCulture)), ("kinds", string.Join(' ', own.Select(item => item.Kind))),
        }.Select(cell => KeyValuePair.Create<string, Node>(cell.Key, new StringNode(cell.Value)))]);
    }
}
