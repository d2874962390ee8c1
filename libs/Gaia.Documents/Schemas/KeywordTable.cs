using Gaia.Documents.Nodes;

namespace Gaia.Documents.Schemas;

/// <summary>Which check stands for which keyword. What is not named here (title, description, x-...) asks nothing.</summary>
internal static class KeywordTable
{
    public static IEnumerable<Keyword> Build(KeywordContext context, string name, Node value)
    {
        var at = context.At(name);
        return (name, value) switch
        {
            ("$ref", StringNode reference) => [new Reference(at, () => context.Reference(reference))],
            ("type", _) => [ValueChecks.Type(at, value)],
            ("enum", ListNode values) => [ValueChecks.Enum(at, values)],
            ("const", _) => [ValueChecks.Const(at, value)],
            ("properties", MapNode properties) => [PropertyChecks.Properties(context, at, properties)],
            ("patternProperties", MapNode) when context.Schema["properties"] is not MapNode => [PropertyChecks.Properties(context, at, MapNode.Empty)],
            ("additionalProperties", _) when context.Schema["properties"] is not MapNode && context.Schema["patternProperties"] is not MapNode =>
                [PropertyChecks.Properties(context, at, MapNode.Empty)],
            ("required", ListNode names) => [PropertyChecks.Required(at, names)],
            ("propertyNames", _) => [new PropertyNames(at, context.Rule(value, name))],
            ("minProperties" or "maxProperties" or "minItems" or "maxItems" or "minLength" or "maxLength", _) => [SizeChecks.Size(context, at, name, value)],
            ("minimum" or "maximum" or "exclusiveMinimum" or "exclusiveMaximum" or "multipleOf", _) => [SizeChecks.Number(context, at, name, value)],
            ("pattern", StringNode pattern) => [ValueChecks.Pattern(context, at, pattern)],
            ("uniqueItems", BoolNode { Value: true }) => [ItemChecks.Unique(at)],
            ("items" or "prefixItems", _) when name == "items" || context.Schema["items"] is null => [ItemChecks.Items(context, at)],
            ("contains", _) => [new Contains(at, context.Rule(value, name))],
            ("allOf", ListNode list) => [new AllOf(at, context.Rules(list, name))],
            ("anyOf", ListNode list) => [new Choice(at, context.Rules(list, name), exactlyOne: false)],
            ("oneOf", ListNode list) => [new Choice(at, context.Rules(list, name), exactlyOne: true)],
            ("not", _) => [new Not(at, context.Rule(value, name))],
            ("if", _) => [new Conditional(at, context.Rule(value, name), Optional(context, "then"), Optional(context, "else"))],
            ("dependentRequired" or "dependentSchemas" or "dependencies", MapNode map) => [new Dependencies(at, Dependent(context, name, map))],
            _ => [],
        };
    }

    private static Rule? Optional(KeywordContext context, string name) =>
        context.Schema[name] is { } value ? context.Rule(value, name) : null;

    private static List<(string, ListNode?, Rule?)> Dependent(KeywordContext context, string name, MapNode map) =>
        map.Select(entry => (entry.Key, entry.Value as ListNode,
            entry.Value is ListNode ? null : context.Rule(entry.Value, $"{name}/{InstancePath.Escape(entry.Key)}"))).ToList();
}
