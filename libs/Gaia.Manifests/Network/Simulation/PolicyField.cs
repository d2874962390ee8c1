using Gaia.Documents.Nodes;

namespace Gaia.Manifests.Network.Simulation;

/// <summary>Reads fields as the API server does: null is absent, and what has another shape is refused.</summary>
internal static class PolicyField
{
    public static MapNode? MapAt(this MapNode map, string key) => map[key] switch
    {
        null or NullNode => null,
        MapNode inner => inner,
        var other => throw Refusal($"`{key}` is {other.KindWords}, not a map"),
    };

    public static IReadOnlyList<Node> ListAt(this MapNode map, string key) => map[key] switch
    {
        null or NullNode => [],
        ListNode list => list,
        var other => throw Refusal($"`{key}` is {other.KindWords}, not a list"),
    };

    public static IReadOnlyList<MapNode> MapsAt(this MapNode map, string key) =>
        [.. map.ListAt(key).Select(item => item as MapNode ?? throw Refusal($"`{key}` holds {item.KindWords}, not a map"))];

    public static IReadOnlyList<string> TextsAt(this MapNode map, string key) =>
        [.. map.ListAt(key).Select(item => item is StringNode text ? text.Value : throw Refusal($"`{key}` holds {item.KindWords}, not a string"))];

    public static string? TextAt(this MapNode map, string key) => map[key] switch
    {
        null or NullNode => null,
        StringNode text => text.Value,
        var other => throw Refusal($"`{key}` is {other.KindWords}, not a string"),
    };

    public static int? NumberAt(this MapNode map, string key) => map[key] switch
    {
        null or NullNode => null,
        IntNode number and { Value: >= 0 and <= 65535 } => (int)number.Value,
        var other => throw Refusal($"`{key}` is {other}, not a port"),
    };

    public static void RefuseOthers(this MapNode map, string what, params ReadOnlySpan<string> known)
    {
        foreach (var (key, _) in map)
            if (!known.Contains(key))
                throw Refusal($"{what} has `{key}`, which the simulator does not know");
    }

    public static ManifestException Refusal(string message) => new("policy.invalid", message);
}
