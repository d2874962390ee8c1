using Gaia.Documents;
using Gaia.Documents.Nodes;

namespace Gaia.Stacks.Validation;

/// <summary>Reads settings.validation, and refuses whatever would leave a check undone.</summary>
internal static class PolicyEntry
{
    private const string Place = "settings.validation";
    private const int LongestTimeout = 24 * 60 * 60;
    private static readonly string[] Keys = ["schema_type", "schema_path", "module_paths", "description", "disabled", "timeout"];

    // settings: {validation: {check-infra: {schema_type: opa, schema_path: vpc/validate.rego, module_paths: [catalog], disabled: false, timeout: 10}}}
    public static IEnumerable<ComponentPolicy> ReadAll(Node? section)
    {
        if (!section.IsMap(out var entries)) throw Wrong(Place, section, $"must be a map of checks by name, not a {section.Kind}");
        foreach (var (name, value) in entries)
        {
            if (value is not MapNode map) throw Wrong($"{Place}.{name}", value, $"must be a map with schema_type and schema_path, not {Found(value)}");
            if (Read(name, map) is { } policy) yield return policy;
        }
    }

    // Null: it is disabled.
    private static ComponentPolicy? Read(string name, MapNode map)
    {
        var place = $"{Place}.{name}";
        foreach (var (key, value) in map)
            if (!Keys.Contains(key)) throw Wrong($"{place}.{key}", value, $"is not a known key; {Known(key)}");
        if (Value<BoolNode>(map, place, "disabled", "true or false") is { Value: true }) return null;
        return new ComponentPolicy(name, Type(map, place), Path(map, place), Modules(map, place))
        {
            Description = Value<StringNode>(map, place, "description", "a string")?.Value,
            Mark = map["schema_path"]!.Mark,
            Timeout = Value<IntNode>(map, place, "timeout", "a whole number of seconds") switch
            {
                null or { Value: 0 } => ComponentPolicy.DefaultTimeout,
                { Value: > 0 and <= LongestTimeout } seconds => (int)seconds.Value,
                var other => throw Wrong($"{place}.timeout", other, "must be a number of seconds from 1 to 86400, or 0 for the default"),
            },
        };
    }

    private static string Type(MapNode map, string place) => Value<StringNode>(map, place, "schema_type", "jsonschema or opa") switch
    {
        null => throw Wrong(place, map, "needs a schema_type: jsonschema or opa"),
        { Value: "jsonschema" or "opa" } type => type.Value,
        var other => throw Wrong($"{place}.schema_type", other, $"'{other.Value}' is not supported; use jsonschema or opa"),
    };

    private static string Path(MapNode map, string place) =>
        Value<StringNode>(map, place, "schema_path", "the path of a file") is { Value.Length: > 0 } path ? path.Value
            : throw Wrong(place, map["schema_path"] ?? map, "needs a schema_path: the file of its schema or policy");

    private static IReadOnlyList<string> Modules(MapNode map, string place) =>
    [
        .. from item in Value<ListNode>(map, place, "module_paths", "a list of paths") ?? ListNode.Empty
           select item is StringNode path ? path.Value : throw Wrong($"{place}.module_paths", item, $"must be a list of paths, but holds {Found(item)}"),
    ];

    private static T? Value<T>(MapNode map, string place, string key, string expected) where T : Node => map[key] switch
    {
        null or NullNode => null,
        T value => value,
        var other => throw Wrong($"{place}.{key}", other, $"must be {expected}, not {Found(other)}"),
    };

    private static string Found(Node node) => node switch
    {
        NullNode => "null; to switch off an inherited check write `disabled: true` in it",
        StringNode { Value: var text } when text.StartsWith('!') || text.Contains("{{", StringComparison.Ordinal) => $"'{text}': functions and templates are not evaluated there",
        StringNode text => $"the string '{text.Value}'",
        _ => $"a {node.Kind}",
    };

    private static string Known(string key) => NearestNames.Of(key, Keys) is [var nearest, ..] ? $"did you mean '{nearest}'?" : $"a check has {string.Join(", ", Keys)}";

    private static StacksInvalidException Wrong(string place, Node node, string what) => new("validation.invalid", $"{place} {what}", node.Mark);
}
