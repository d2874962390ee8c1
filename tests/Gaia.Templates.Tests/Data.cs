using Gaia.Documents.Nodes;

namespace Gaia.Templates.Tests;

internal static class Data
{
    public static MapNode Map(params (string Key, object? Value)[] entries) =>
        new(entries.Select(e => KeyValuePair.Create(e.Key, Node(e.Value))).ToArray());

    public static ListNode List(params object?[] items) => new(items.Select(Node).ToArray());

    public static Node Node(object? value) => value switch
    {
        null => NullNode.Instance,
        Node node => node,
        bool b => new BoolNode(b),
        int i => new IntNode(i),
        long l => new IntNode(l),
        double d => new FloatNode(d),
        string s => new StringNode(s),
        _ => throw new ArgumentException($"no node for {value.GetType()}"),
    };

    /// <summary>The data that the table tests share.</summary>
    public static MapNode Sample { get; } = Map(
        ("name", "gaia"), ("n", 3), ("f", 1.5), ("yes", true), ("no", false), ("nothing", null), ("empty", ""),
        ("list", List("a", "b", "c")), ("numbers", List(3, 1, 2)), ("none", List()),
        ("map", Map(("z", 1), ("a", "x"), ("m", Map(("k", "v"))))),
        ("html", "<a href=\"x\">&'</a>"));

    public static string Render(string template, TemplateOptions? options = null, Node? data = null) =>
        TemplateEngine.Render(template, data ?? Sample, options, TestContext.Current.CancellationToken);
}
