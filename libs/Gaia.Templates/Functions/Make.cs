using Gaia.Documents.Nodes;

namespace Gaia.Templates.Functions;

/// <summary>Nodes from plain values, in few letters: functions are full of them.</summary>
internal static class Make
{
    public static StringNode Text(string value) => new(value);

    public static IntNode Int(long value) => new(value);

    public static FloatNode Float(double value) => new(value);

    public static BoolNode Bool(bool value) => new(value);

    public static ListNode Texts(IEnumerable<string> values) => new(values.Select(Node (value) => new StringNode(value)).ToArray());

    public static ListNode List(IEnumerable<Node> values) => new(values.ToArray());
}
