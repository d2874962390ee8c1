using System.Text.Json.Nodes;

namespace Gaia.Cluster.Tests.Kit;

internal static class Kubectl
{
    public static bool HasCluster => Environment.GetEnvironmentVariable("GAIA_CLUSTER_HOST") is not null;

    public static void NeedsCluster() => Assert.SkipUnless(HasCluster, "A cluster takes minutes: scripts/test.sh --cluster.");

    public static Task<string> RunAsync(params string[] arguments) => Command.RunAsync("kubectl", arguments);

    public static async Task<JsonNode> GetAsync(params string[] what) => JsonNode.Parse(await RunAsync(["get", "-o", "json", .. what]))!;

    public static async Task<IReadOnlyList<JsonNode>> ItemsAsync(params string[] what) => [.. (await GetAsync(what))["items"]!.AsArray().Select(item => item!)];

    /// <summary>`kubectl apply` of objects, in their order.</summary>
    public static Task<string> ApplyAsync(IEnumerable<JsonObject> objects, params string[] options) =>
        Command.RunAsync("kubectl", ["apply", "-f", "-", .. options], List(objects));

    private static string List(IEnumerable<JsonObject> objects) => new JsonObject
    {
        ["apiVersion"] = "v1", ["kind"] = "List", ["items"] = new JsonArray([.. objects.Select(item => item.DeepClone())]),
    }.ToJsonString();
}
