using System.Text.Json.Nodes;
using Gaia.Cluster.Tests.Kit;

namespace Gaia.Cluster.Tests;

/// <summary>`gaia manifest diff --cluster` against what was applied, and what people did to it since.</summary>
[Collection(DeployedGaiaCollection.Name)]
public sealed class DiffTests(DeployedGaia gaia)
{
    [Fact]
    public async Task What_was_just_applied_does_not_differ()
    {
        Kubectl.NeedsCluster();
        // The API's replicas are its autoscaler's, the database's claims are the StatefulSet's.
        Assert.Equal([], await ChangesAsync());
    }

    [Fact]
    public async Task What_somebody_scaled_is_seen_and_what_an_autoscaler_did_is_not()
    {
        Kubectl.NeedsCluster();
        await Kubectl.RunAsync("-n", gaia.Namespace, "scale", "deployment/worker", "--replicas=2");
        await Kubectl.RunAsync("-n", gaia.Namespace, "scale", "deployment/api", "--replicas=3");
        try
        {
            Assert.Equal(["Deployment/worker spec.replicas 2 -> 1"], await ChangesAsync());
        }
        finally
        {
            await Kubectl.RunAsync("-n", gaia.Namespace, "scale", "deployment/worker", "--replicas=1");
            await Kubectl.RunAsync("-n", gaia.Namespace, "scale", "deployment/api", "--replicas=2");
            await gaia.UntilAvailableAsync();
        }
    }

    [Fact]
    public async Task An_edit_is_seen_where_the_field_is_generated_and_nowhere_else()
    {
        Kubectl.NeedsCluster();
        const string Owned = "app.kubernetes.io/component";
        var wanted = (string)(await Kubectl.GetAsync("-n", gaia.Namespace, "service", "api"))["metadata"]!["labels"]![Owned]!;
        await Kubectl.RunAsync("-n", gaia.Namespace, "label", "service/api", "--overwrite", $"{Owned}=edited", "team=platform");
        await Kubectl.RunAsync("-n", gaia.Namespace, "annotate", "deployment/worker", "note=by hand");
        try
        {
            Assert.Equal([$"Service/api metadata.labels[\"{Owned}\"] edited -> {wanted}"], await ChangesAsync());
        }
        finally
        {
            await Kubectl.RunAsync("-n", gaia.Namespace, "label", "service/api", "--overwrite", $"{Owned}={wanted}", "team-");
            await Kubectl.RunAsync("-n", gaia.Namespace, "annotate", "deployment/worker", "note-");
        }
    }

    [Fact]
    public async Task What_was_applied_once_and_is_generated_no_more_would_go()
    {
        Kubectl.NeedsCluster();
        await Kubectl.ApplyAsync(
        [
            new JsonObject
            {
                ["apiVersion"] = "v1", ["kind"] = "ConfigMap",
                ["metadata"] = new JsonObject { ["name"] = "earlier", ["namespace"] = gaia.Namespace, ["labels"] = new JsonObject { ["app.kubernetes.io/part-of"] = "gaia" } },
            },
        ]);
        try
        {
            Assert.Equal(["- ConfigMap/earlier"], await ChangesAsync());
        }
        finally
        {
            await Kubectl.RunAsync("-n", gaia.Namespace, "delete", "configmap", "earlier");
        }
    }

    /// <returns>`Deployment/worker spec.replicas 2 -> 1`, `- ConfigMap/gone`, `+ Service/new`: without what is written in the old server's words.</returns>
    private async Task<IReadOnlyList<string>> ChangesAsync()
    {
        var diff = JsonNode.Parse(await gaia.Overlay.DiffAsync())!;
        return
        [
            .. Objects(diff, "added").Where(item => gaia.Server.IsServed(item)).Select(item => $"+ {Name(item)}"),
            .. Objects(diff, "changed").SelectMany(item => item["fields"]!.AsArray()
                .Where(field => !OldServer.Rewrites((string)field!["path"]!))
                .Select(field => $"{Name(item)} {field!["path"]} {field["from"]} -> {field["to"]}")),
            .. Objects(diff, "removed").Select(item => $"- {Name(item)}"),
        ];
    }

    private static IEnumerable<JsonNode> Objects(JsonNode diff, string list) => diff[list]!.AsArray().Select(item => item!);

    private static string Name(JsonNode item) => $"{item["kind"]}/{item["name"]}";
}
