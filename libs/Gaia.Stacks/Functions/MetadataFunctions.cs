using Gaia.Documents.Nodes;

namespace Gaia.Stacks.Functions;

/// <summary>`!labels`, `!labels key`, `!labels key default`, `!labels.keys`, `!labels.values` and `!tags`: what `metadata` of the component says.</summary>
internal static class MetadataFunctions
{
    public static Node Labels(FunctionCall call)
    {
        var labels = Map(call);
        return call.Words() switch
        {
            [] => labels,
            [var key] => labels[key] ?? NullNode.Instance,
            [var key, var instead] => labels[key] ?? new StringNode(instead, call.Mark),
            _ => throw call.Invalid("wants no more than a label and a default"),
        };
    }

    public static Node Tags(FunctionCall call) => call.Words().Count > 0
        ? throw call.Invalid("takes no arguments")
        : Metadata(call)["tags"] ?? ListNode.Empty;

    public static Node LabelKeys(FunctionCall call) => new ListNode([.. Sorted(call).Select(entry => new StringNode(entry.Key))]);

    /// <summary>In the order of their keys.</summary>
    public static Node LabelValues(FunctionCall call) => new ListNode([.. Sorted(call).Select(entry => entry.Value)]);

    private static IEnumerable<KeyValuePair<string, Node>> Sorted(FunctionCall call) => call.Words().Count > 0
        ? throw call.Invalid("takes no arguments")
        : Map(call).OrderBy(entry => entry.Key, StringComparer.Ordinal);

    private static MapNode Map(FunctionCall call) => Metadata(call)["labels"] switch
    {
        null or NullNode => MapNode.Empty,
        MapNode map => map,
        var other => throw call.Invalid($"metadata.labels must be a map, not {other.KindWords}"),
    };

    private static MapNode Metadata(FunctionCall call) =>
        call.Scope.Metadata ?? throw call.Invalid("belongs to a component; in `locals` there is none");
}
