using Gaia.Documents;
using Gaia.Documents.Nodes;

namespace Gaia.Manifests.Settings;

/// <param name="name">In messages: whose outputs they are.</param>
internal sealed class OutputSource(MapNode outputs, string name)
{
    /// <summary>The value that steps lead to; null: not found, and reported. No message holds a value.</summary>
    public Node? Find(IReadOnlyList<string> steps, Action<ManifestFault> tell)
    {
        var written = $"${{outputs.{string.Concat(steps.Select((step, i) => i == 0 || step.StartsWith('[') ? step : $".{step}"))}}}";
        if (outputs[steps[0]] is not { } output) return Missing($"{name} has no output '{steps[0]}'", steps[0], outputs);
        var value = output;
        // {"value": ..., "sensitive": false, "type": "string"}
        if (output is MapNode wrapped && wrapped["sensitive"] is BoolNode sensitive && wrapped["value"] is { } inner)
        {
            value = inner;
            if (sensitive.Value)
            {
                tell(new("secret.in-plain", $"{written} is sensitive, and settings become manifests that anybody can read. Keep the value in the secret store and name its place in secrets.places."));
                return null;
            }
        }

        for (var i = 1; i < steps.Count; i++)
        {
            var step = steps[i];
            var next = OutputReferences.Index(step) is { } index
                ? value is ListNode list && index < list.Count ? list[index] : null
                : (value as MapNode)?[step];
            if (next is null) return Missing($"{written}: {(i == 1 ? $"the output '{steps[0]}'" : $"'{steps[i - 1]}'")} of {name} {Lack(value, step)}", step, value as MapNode);
            value = next;
        }

        return value is NullNode ? Missing($"{written} is null in {name}", "", null) : value;

        Node? Missing(string words, string wanted, MapNode? among)
        {
            var near = among is null ? [] : NearestNames.Of(wanted, among.Select(entry => entry.Key));
            var hint = near.Count > 0 ? $"; did you mean '{near[0]}'?" : among is { Count: > 0 } ? $"; known are {Inside(among)}." : ".";
            tell(new("output.missing", words + hint));
            return null;
        }
    }

    /// <summary>The keys of a map, the places of a list.</summary>
    public static string Inside(Node node) => node switch
    {
        MapNode { Count: > 0 } map => string.Join(", ", map.Select(entry => entry.Key).Order(StringComparer.Ordinal)),
        ListNode { Count: > 0 } list => $"[0] to [{list.Count - 1}]",
        _ => "it has none",
    };

    private static string Lack(Node value, string step) => (value, OutputReferences.Index(step)) switch
    {
        (ListNode list, { } index) => $"has {list.Count} items and no [{index}]",
        (MapNode, null) => $"has no key '{step}'",
        (_, { }) => $"is {value.KindWords} and no list",
        _ => $"is {value.KindWords} and has no keys",
    };
}
