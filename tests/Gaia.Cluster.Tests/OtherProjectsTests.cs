using System.Text.Json.Nodes;
using Gaia.Cluster.Tests.Kit;

namespace Gaia.Cluster.Tests;

/// <summary>Manifests of other applications: a real API server takes every object as it would to keep it, and keeps none.</summary>
public sealed class OtherProjectsTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("gaia-others-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("shop", "web", """{"hosts": ["shop.example"], "scaling": "web"}""")]
    [InlineData("queue", "producer", """{"probes": {"command": ["true"]}}""")] // it has no port
    [InlineData("images", "Front.End_App", """{"hosts": ["images.example"], "scaling": "web"}""")]
    public async Task Its_objects_pass_a_dry_run_of_the_server(string name, string resource, string settings)
    {
        Kubectl.NeedsCluster();
        var server = await OldServer.AskAsync();
        var objects = server.Translate(await GenerateAsync(name, resource, settings));
        var space = objects.Single(item => (string)item["kind"]! == "Namespace");
        await Kubectl.ApplyAsync([space]); // what is in it can be asked about only where it is there
        try
        {
            var said = await Kubectl.ApplyAsync(objects, "--server-side", "--force-conflicts", "--dry-run=server");
            Assert.Equal(objects.Count, said.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
            Assert.Subset(new HashSet<string> { "ExternalSecret", "ServiceMonitor" }, server.LeftOut.Select(item => item.Split('/')[0]).ToHashSet());
            Assert.Empty(await Kubectl.ItemsAsync("-n", (string)space["metadata"]!["name"]!, "deployments,statefulsets,jobs,networkpolicies,ingresses,poddisruptionbudgets"));
        }
        finally
        {
            await Kubectl.RunAsync("delete", "namespace", (string)space["metadata"]!["name"]!);
        }
    }

    private async Task<IReadOnlyList<JsonObject>> GenerateAsync(string name, string resource, string its)
    {
        var (settings, output) = (Path.Combine(folder, "settings.yaml"), Path.Combine(folder, "out"));
        await File.WriteAllTextAsync(settings, $$"""
            {
              "app": "others-{{name}}",
              "images": { "registry": "registry.example/acme", "tag": "1.0" },
              "resources": { "{{resource}}": {{its}} }
            }
            """);
        await Command.RunAsync(SourceTree.Gaia, ["manifest", "generate", "--from", Path.Combine(AppContext.BaseDirectory, "Manifests", $"{name}.json"), "--settings", settings, "-o", output]);
        return Overlay.Objects(await Kubectl.RunAsync("kustomize", Path.Combine(output, "base")));
    }
}
