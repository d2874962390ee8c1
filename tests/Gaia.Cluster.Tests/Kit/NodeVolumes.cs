using System.Text.Json.Nodes;

namespace Gaia.Cluster.Tests.Kit;

/// <summary>Nothing provisions volumes here: each claim gets a folder of the node, whose group the kubelet sets as it does on a disk of its own.</summary>
internal sealed class NodeVolumes(string folder)
{
    private readonly List<string> names = [];

    public async Task MakeAsync(IEnumerable<JsonObject> objects)
    {
        var volumes = objects.SelectMany(Claims).Select(claim => Volume(claim.Namespace, claim.Name, claim.Spec)).ToList();
        names.AddRange(volumes.Select(volume => (string)volume["metadata"]!["name"]!));
        if (volumes.Count > 0) await Kubectl.ApplyAsync(volumes);
    }

    public async Task DeleteAsync()
    {
        if (names.Count > 0) await Kubectl.RunAsync(["delete", "persistentvolume", "--ignore-not-found", .. names]);
    }

    private static IEnumerable<(string Namespace, string Name, JsonNode Spec)> Claims(JsonObject item)
    {
        var metadata = item["metadata"]!;
        var space = $"{metadata["namespace"]}";
        if ((string)item["kind"]! == "PersistentVolumeClaim") yield return (space, $"{metadata["name"]}", item["spec"]!);
        foreach (var template in item["spec"]?["volumeClaimTemplates"]?.AsArray() ?? [])
            yield return (space, $"{template!["metadata"]!["name"]}-{metadata["name"]}-0", template["spec"]!);
    }

    private JsonObject Volume(string space, string claim, JsonNode spec)
    {
        var path = Path.Combine(folder, claim);
        Directory.CreateDirectory(path);
        return new()
        {
            ["apiVersion"] = "v1", ["kind"] = "PersistentVolume", ["metadata"] = new JsonObject { ["name"] = $"{space}-{claim}" },
            ["spec"] = new JsonObject
            {
                ["capacity"] = new JsonObject { ["storage"] = spec["resources"]!["requests"]!["storage"]!.DeepClone() },
                ["accessModes"] = spec["accessModes"]!.DeepClone(),
                ["storageClassName"] = spec["storageClassName"]?.DeepClone(),
                ["persistentVolumeReclaimPolicy"] = "Retain",
                ["claimRef"] = new JsonObject { ["namespace"] = space, ["name"] = claim },
                ["local"] = new JsonObject { ["path"] = path },
                ["nodeAffinity"] = JsonNode.Parse(
                    """{"required": {"nodeSelectorTerms": [{"matchExpressions": [{"key": "kubernetes.io/hostname", "operator": "Exists"}]}]}}"""),
            },
        };
    }
}
