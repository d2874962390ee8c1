using Gaia.Documents.Nodes;
using Gaia.Manifests.Objects;

namespace Gaia.Manifests.Writing.Charts;

/// <summary>JSON Schema of a chart's values: what stands there in any environment, by type. Names that the chart does not know are refused.</summary>
internal static class ValuesSchema
{
    public static MapNode Of(IReadOnlyList<MapNode> environments)
    {
        var schema = Map([.. environments], []);
        // Charts above this one may say `global`.
        var properties = ((MapNode)schema["properties"]!).With("global", Fields.Map(("type", "object")));
        return Fields.Map(("$schema", "http://json-schema.org/draft-07/schema#")).Join(schema.With("properties", properties));
    }

    private static MapNode Any(IReadOnlyList<Node> samples, IReadOnlyList<string> path)
    {
        if (samples.All(sample => sample is MapNode)) return Map([.. samples.Cast<MapNode>()], path);
        var kinds = samples.Select(TypeOf).Distinct().Order(StringComparer.Ordinal).ToList();
        return kinds.Count == 1 ? Fields.Map(("type", kinds[0])) : Fields.Map(("type", Fields.List(kinds)));
    }

    private static MapNode Map(IReadOnlyList<MapNode> samples, IReadOnlyList<string> path)
    {
        var keys = samples.SelectMany(sample => sample.Select(entry => entry.Key)).Distinct().Order(StringComparer.Ordinal);
        if (path is ["workloads", _, "config"]) return Fields.Map(("additionalProperties", Fields.Map(("type", "string"))), ("type", "object"));
        // What belongs to Kubernetes may have more of its fields.
        var isOpen = path is ["workloads", _, "resources", ..] or ["objects", _, _, ..];
        var properties = new MapNode([.. keys.Select(key => KeyValuePair.Create(key,
            (Node)Any([.. samples.Select(sample => sample[key]).OfType<Node>()], [.. path, key])))]);
        return Fields.Map(("additionalProperties", isOpen ? null : new BoolNode(false)), ("properties", properties.Some()), ("type", "object"));
    }

    private static string TypeOf(Node node) => node.Kind switch
    {
        "map" => "object",
        "list" => "array",
        "int" => "integer",
        "float" => "number",
        "bool" => "boolean",
        "null" => "null",
        _ => "string",
    };

    private static MapNode Join(this MapNode first, MapNode second) => new([.. first, .. second]);
}
