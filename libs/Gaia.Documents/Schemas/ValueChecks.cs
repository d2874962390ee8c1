using Gaia.Documents.Nodes;
using Gaia.Documents.Patterns;
using Gaia.Documents.Writing;

namespace Gaia.Documents.Schemas;

internal static class ValueChecks
{
    public static Keyword Type(string at, Node value)
    {
        var names = (value is ListNode list ? list.Select(item => item.ToString()!) : [value.ToString()!]).ToArray();
        foreach (var name in names)
            if (name is not ("null" or "boolean" or "integer" or "number" or "string" or "array" or "object"))
                throw new JsonSchemaException($"{at}: unknown type '{name}'", value.Mark);
        var expected = string.Join(" or ", names);
        return new Assertion(at, instance => names.Any(name => Is(instance, name)) ? null : $"expected {expected}, found {NameOf(instance)}");
    }

    public static Keyword Enum(string at, ListNode values)
    {
        var known = string.Join(", ", values.Select(value => NodeJson.Write(value, 0, escapeHtml: false)));
        return new Assertion(at, instance => values.Any(value => AreEqual(value, instance)) ? null
            : $"{Show(instance)} is not one of {known}");
    }

    public static Keyword Const(string at, Node value) => new Assertion(at, instance =>
        AreEqual(value, instance) ? null : $"expected {NodeJson.Write(value, 0, escapeHtml: false)}, found {Show(instance)}");

    public static Keyword Pattern(KeywordContext context, string at, StringNode pattern)
    {
        try
        {
            var regex = GoRegex.Compile(pattern.Value);
            return new Assertion(at, instance => instance is not StringNode text || regex.IsMatch(text.Value) ? null
                : $"{Show(instance)} does not match the pattern {pattern.Value}");
        }
        catch (ArgumentException e)
        {
            throw context.Fail("pattern", $"'{pattern.Value}' is not a regular expression: {e.Message}", pattern);
        }
    }

    public static string NameOf(Node instance) => instance switch
    {
        NullNode => "null",
        BoolNode => "boolean",
        IntNode => "integer",
        FloatNode => "number",
        StringNode => "string",
        ListNode => "array",
        MapNode => "object",
        _ => instance.Kind,
    };

    public static bool AreEqual(Node a, Node b) => (a, b) switch
    {
        (IntNode x, FloatNode y) => x.Value == y.Value,
        (FloatNode x, IntNode y) => x.Value == y.Value,
        _ => a.Equals(b),
    };

    private static bool Is(Node instance, string name) => name switch
    {
        "integer" => instance is IntNode || instance is FloatNode number && Math.Floor(number.Value) == number.Value,
        "number" => instance is IntNode or FloatNode,
        "object" => instance is not (NullNode or BoolNode or IntNode or FloatNode or StringNode or ListNode),
        _ => NameOf(instance) == name,
    };

    private static string Show(Node instance)
    {
        var text = instance is MapNode or ListNode ? $"this {NameOf(instance)}" : NodeJson.Write(instance, 0, escapeHtml: false);
        return text.Length > 80 ? string.Concat(text.AsSpan(0, 77), "...") : text;
    }
}
