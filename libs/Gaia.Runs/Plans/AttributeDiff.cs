using System.Text.Json;
using Gaia.Runs.Masking;

namespace Gaia.Runs.Plans;

/// <summary>
/// What differs between a resource's before and after. Terraform says beside each, in values of the same shape, what is
/// unknown and what is sensitive: <c>"after":{"input":{"s":"hunter2"}},"after_unknown":{"id":true},"after_sensitive":{"input":{"s":true}}</c>
/// </summary>
internal static class AttributeDiff
{
    private static readonly JsonElement Nothing = JsonElement.Parse("null");

    public static IReadOnlyList<AttributeChange> Of(JsonElement change, SecretMask mask)
    {
        var found = new List<AttributeChange>();
        var replaces = ReplacePaths(change);
        Walk("", Member(change, "before"), Member(change, "after"), Member(change, "after_unknown"),
            Member(change, "before_sensitive"), Member(change, "after_sensitive"));
        return [.. found.OrderBy(attribute => attribute.Path, StringComparer.Ordinal)];

        void Walk(string path, JsonElement before, JsonElement after, JsonElement unknown, JsonElement secretBefore, JsonElement secretAfter)
        {
            var hidden = secretBefore.ValueKind is JsonValueKind.True || secretAfter.ValueKind is JsonValueKind.True;
            if (hidden || unknown.ValueKind is JsonValueKind.True || IsLeaf(before) && IsLeaf(after) && IsLeaf(unknown))
                Add(path, before, after, unknown.ValueKind is JsonValueKind.True, hidden);
            else if (new[] { before, after, unknown }.Any(side => side.ValueKind is JsonValueKind.Object))
                foreach (var name in Names(before, after, unknown))
                    Walk(path.Length == 0 ? name : $"{path}.{name}", Member(before, name), Member(after, name), Member(unknown, name),
                        Member(secretBefore, name), Member(secretAfter, name));
            else
                for (var item = 0; item < Math.Max(Math.Max(Length(before), Length(after)), Length(unknown)); item++)
                    Walk($"{path}[{item}]", Item(before, item), Item(after, item), Item(unknown, item), Item(secretBefore, item), Item(secretAfter, item));
        }

        void Add(string path, JsonElement before, JsonElement after, bool isUnknown, bool hidden)
        {
            if (path.Length == 0 || !isUnknown && JsonElement.DeepEquals(before, after)) return;
            if (isUnknown && before.ValueKind is JsonValueKind.Null && path.EndsWith(']')) return;
            found.Add(new AttributeChange(
                mask.Apply(path), hidden ? null : Masked(before), hidden || isUnknown ? null : Masked(after), hidden, isUnknown, replaces.Any(replace => Covers(replace, path))));
        }

        JsonElement? Masked(JsonElement value) => value.ValueKind is JsonValueKind.Null ? null : mask.Apply(value);
    }

    // [["triggers_replace"],["ingress",0,"from_port"]] -> triggers_replace, ingress[0].from_port
    private static List<string> ReplacePaths(JsonElement change) => Member(change, "replace_paths") is { ValueKind: JsonValueKind.Array } paths
        ? [.. paths.EnumerateArray().Select(path => path.EnumerateArray().Aggregate("", (text, step) =>
            step.ValueKind is JsonValueKind.Number ? $"{text}[{step.GetRawText()}]" : text.Length == 0 ? step.GetString()! : $"{text}.{step.GetString()}"))]
        : [];

    private static bool Covers(string replace, string path) => path.StartsWith(replace, StringComparison.Ordinal)
        && (path.Length == replace.Length || path[replace.Length] is '.' or '[');

    private static bool IsLeaf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => !value.EnumerateObject().Any(),
        JsonValueKind.Array => value.GetArrayLength() == 0,
        _ => true,
    };

    private static IEnumerable<string> Names(params JsonElement[] sides) => sides.Where(side => side.ValueKind is JsonValueKind.Object)
        .SelectMany(side => side.EnumerateObject().Select(member => member.Name)).Distinct(StringComparer.Ordinal);

    private static JsonElement Member(JsonElement value, string name) =>
        value.ValueKind is JsonValueKind.Object && value.TryGetProperty(name, out var member) ? member : Nothing;

    private static JsonElement Item(JsonElement value, int index) => index < Length(value) ? value[index] : Nothing;

    private static int Length(JsonElement value) => value.ValueKind is JsonValueKind.Array ? value.GetArrayLength() : 0;
}
