using Gaia.Documents.Nodes;

namespace Gaia.Manifests.Aspire;

internal static class DaprReader
{
    // "dapr": {"application": "api", "appId": "api", "appPort": 8080, "components": ["statestore"]}
    public static DaprSidecarResource Sidecar(string name, string type, ResourceFields fields)
    {
        if (!fields.Require("dapr") || fields.Object("dapr") is not { } dapr) return new DaprSidecarResource(name, type, "", "", null, [], fields.Mark);
        return new DaprSidecarResource(name, type, dapr.RequiredText("application"), dapr.RequiredText("appId"), dapr.Port("appPort"), dapr.Texts("components"), fields.Mark);
    }

    // "daprComponent": {"type": "state.redis", "metadata": [{"name": "redisHost", "value": "{redis.bindings.tcp.host}"}]}
    public static DaprComponentResource Component(string name, string type, ResourceFields fields)
    {
        if (!fields.Require("daprComponent") || fields.Object("daprComponent") is not { } component) return new DaprComponentResource(name, type, "", MapNode.Empty, fields.Mark);
        component.Raw("version");
        return new DaprComponentResource(name, type, component.RequiredText("type"), Metadata(component), fields.Mark);
    }

    private static MapNode Metadata(ResourceFields component) => component.Raw("metadata") switch
    {
        MapNode map => map,
        ListNode => Listed(component),
        null => MapNode.Empty,
        _ => Refused(component),
    };

    private static MapNode Listed(ResourceFields component)
    {
        var entries = component.Objects("metadata").Select(item => KeyValuePair.Create(item.RequiredText("name"), item.Raw("value") ?? NullNode.Instance)).ToList();
        foreach (var twins in entries.GroupBy(entry => entry.Key, StringComparer.Ordinal).Where(twins => twins.Key.Length > 0 && twins.Count() > 1))
            component.Refuse("metadata", $"has {twins.Key} {twins.Count()} times in `metadata`: one of them would be lost");
        return new MapNode([.. entries.DistinctBy(entry => entry.Key)]);
    }

    private static MapNode Refused(ResourceFields component)
    {
        component.Refuse("metadata", "has `metadata` that is neither an object nor a list");
        return MapNode.Empty;
    }
}
