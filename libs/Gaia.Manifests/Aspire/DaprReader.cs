using Gaia.Documents.Nodes;

namespace Gaia.Manifests.Aspire;

internal static class DaprReader
{
    // "dapr": {"application": "api", "appId": "api", "appPort": 8080, "components": ["statestore"]}
    public static DaprSidecarResource Sidecar(string name, string type, ResourceFields fields)
    {
        if (!fields.Require("dapr") || fields.Object("dapr") is not { } dapr) return new DaprSidecarResource(name, type, "", "", null, [], fields.Mark);
        var sidecar = new DaprSidecarResource(
            name, type, dapr.RequiredText("application"), dapr.RequiredText("appId"), dapr.Port("appPort"), dapr.Texts("components"), fields.Mark);
        return sidecar with { Notes = [.. dapr.Unread.Select(key => new AspireNote($"dapr.{key}", $"The sidecar's option `{key}` is not used", IsLoss: true))] };
    }

    // "daprComponent": {"type": "state.redis", "metadata": [{"name": "redisHost", "value": "{redis.bindings.tcp.host}"}]}
    public static DaprComponentResource Component(string name, string type, ResourceFields fields)
    {
        if (!fields.Require("daprComponent") || fields.Object("daprComponent") is not { } component) return new DaprComponentResource(name, type, "", MapNode.Empty, fields.Mark);
        component.Raw("version");
        var read = new DaprComponentResource(name, type, component.RequiredText("type"), Metadata(component), fields.Mark);
        return read with { Notes = [.. component.Unread.Select(key => new AspireNote($"daprComponent.{key}", $"The component's `{key}` is not used", IsLoss: true))] };
    }

    private static MapNode Metadata(ResourceFields component) => component.Raw("metadata") switch
    {
        MapNode map => map,
        ListNode => new MapNode([.. component.Objects("metadata").Select(item => KeyValuePair.Create(item.RequiredText("name"), item.Raw("value") ?? NullNode.Instance))
            .DistinctBy(entry => entry.Key)]),
        null => MapNode.Empty,
        _ => Refused(component),
    };

    private static MapNode Refused(ResourceFields component)
    {
        component.Refuse("metadata", "has `metadata` that is neither an object nor a list");
        return MapNode.Empty;
    }
}
