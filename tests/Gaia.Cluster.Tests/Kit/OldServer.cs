using System.Text.Json.Nodes;

namespace Gaia.Cluster.Tests.Kit;

/// <summary>
/// What Gaia writes, in the words of the old server here: earlier versions of the same kinds, without fields it has not heard of. What it has no kind
/// for is left out, and listed. kubectl refuses unknown fields, so that nothing else is lost on the way.
/// </summary>
internal sealed class OldServer
{
    // A pod that ends goes on answering for so long; a program of the container does what a newer kubelet does itself.
    private const string Sleep = "sleep";

    private static readonly Dictionary<(string Version, string Kind), string> Earlier = new()
    {
        [("autoscaling/v2", "HorizontalPodAutoscaler")] = "autoscaling/v2beta2",
        [("policy/v1", "PodDisruptionBudget")] = "policy/v1beta1",
        [("batch/v1", "CronJob")] = "batch/v1beta1",
    };

    private static readonly string[] LaterSpreadFields = ["matchLabelKeys", "minDomains", "nodeAffinityPolicy", "nodeTaintsPolicy"];

    private readonly HashSet<string> versions;
    private readonly HashSet<(string Group, string Kind)> kinds;

    private OldServer(HashSet<string> versions, HashSet<(string Group, string Kind)> kinds) => (this.versions, this.kinds) = (versions, kinds);

    /// <summary>`ServiceMonitor/api`: no such kind on the server.</summary>
    public SortedSet<string> LeftOut { get; } = new(StringComparer.Ordinal);

    public static async Task<OldServer> AskAsync()
    {
        // deployments   deploy   apps/v1   true   Deployment; of a group only the version that the server prefers
        var kinds = Lines(await Kubectl.RunAsync("api-resources", "--no-headers")).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return new([.. Lines(await Kubectl.RunAsync("api-versions"))], [.. kinds.Select(words => (Group(words[^3]), words[^1]))]);
    }

    public IReadOnlyList<JsonObject> Translate(IEnumerable<JsonObject> objects)
    {
        var known = new List<JsonObject>();
        foreach (var item in objects.Select(Older))
            if (IsServed((string)item["apiVersion"]!, (string)item["kind"]!)) known.Add(item);
            else LeftOut.Add($"{item["kind"]}/{item["metadata"]!["name"]}");
        return known;
    }

    /// <summary>Whether the server has the kind under the version that Gaia writes, `{"group": "policy", "kind": "PodDisruptionBudget"}` of a difference.</summary>
    public bool IsServed(JsonNode key) =>
        kinds.Contains(((string)key["group"]!, (string)key["kind"]!)) && !Earlier.Keys.Any(written => Group(written.Version) == (string)key["group"]! && written.Kind == (string)key["kind"]!);

    /// <summary>Whether the field is one of those that are written in another way for this server.</summary>
    public static bool Rewrites(string path) => path.Contains(".preStop", StringComparison.Ordinal) || LaterSpreadFields.Any(field => path.Contains($".{field}", StringComparison.Ordinal));

    private bool IsServed(string version, string kind) => versions.Contains(version) && kinds.Contains((Group(version), kind));

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    // v1 has none.
    private static string Group(string version) => version.Contains('/', StringComparison.Ordinal) ? version.Split('/')[0] : "";

    private static JsonObject Older(JsonObject written)
    {
        var item = written.DeepClone().AsObject();
        if (Earlier.TryGetValue(((string)item["apiVersion"]!, (string)item["kind"]!), out var version)) item["apiVersion"] = version;
        if (item["spec"] is not JsonObject spec) return item;
        if ((string)item["kind"]! == "PodDisruptionBudget") spec.Remove("unhealthyPodEvictionPolicy");
        if (PodOf(spec) is { } pod) Age(pod);
        return item;
    }

    private static JsonObject? PodOf(JsonObject spec) => (spec["jobTemplate"]?["spec"]?["template"] ?? spec["template"])?["spec"] as JsonObject;

    private static void Age(JsonObject pod)
    {
        foreach (var constraint in pod["topologySpreadConstraints"]?.AsArray() ?? [])
            foreach (var field in LaterSpreadFields)
                constraint!.AsObject().Remove(field);
        foreach (var container in pod["containers"]!.AsArray())
            if (container!["lifecycle"]?["preStop"] is JsonObject stop && stop[Sleep] is { } sleep)
            {
                stop["exec"] = new JsonObject { ["command"] = new JsonArray(Sleep, $"{sleep["seconds"]}") };
                stop.Remove(Sleep);
            }
    }
}
