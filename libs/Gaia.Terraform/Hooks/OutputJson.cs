using Gaia.Documents.Json;
using Gaia.Documents.Nodes;

namespace Gaia.Terraform.Hooks;

/// <summary>What `terraform output -json` prints.</summary>
public static class OutputJson
{
    // {"vpc_id": {"sensitive": false, "type": "string", "value": "vpc-1"}}
    public static MapNode Values(string json) => JsonReader.Read(json) is MapNode read
        ? new MapNode([.. read.Where(entry => entry.Value is MapNode).Select(entry => KeyValuePair.Create(entry.Key, ((MapNode)entry.Value)["value"] ?? NullNode.Instance))])
        : MapNode.Empty;
}
