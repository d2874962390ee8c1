using System.Runtime.CompilerServices;
using Gaia.Documents.Nodes;
using Gaia.Documents.Writing;
using Gaia.Templates.Values;

namespace Gaia.Templates.Printing;

/// <summary>Values as Go's fmt prints them by default: map[a:1 b:[x y]], 1e+06, &lt;nil&gt;.</summary>
internal static class GoPrinter
{
    private const int LongestText = 64 * 1024 * 1024;

    /// <summary>What an action prints: nothing at all is &lt;no value&gt;.</summary>
    public static void Print(BoundedWriter output, Node value)
    {
        if (value is StringNode text) output.Append(text.Value);
        else if (Shape.IsNull(value)) output.Append("<no value>");
        else Write(output, value);
    }

    /// <summary>%v</summary>
    public static string Text(Node value)
    {
        if (value is StringNode text) return text.Value;
        var output = new BoundedWriter(LongestText);
        Write(output, value);
        return output.ToString();
    }

    /// <summary>fmt.Sprint: a space between two neighbours of which neither is a string.</summary>
    public static string Joined(IReadOnlyList<Node> values)
    {
        if (values is [StringNode only]) return only.Value;
        var output = new BoundedWriter(LongestText);
        for (var i = 0; i < values.Count; i++)
        {
            if (i > 0 && values[i] is not StringNode && values[i - 1] is not StringNode) output.Append(' ');
            Write(output, values[i]);
        }
        return output.ToString();
    }

    /// <summary>fmt.Sprintln</summary>
    public static string Line(IReadOnlyList<Node> values)
    {
        var output = new BoundedWriter(LongestText);
        for (var i = 0; i < values.Count; i++)
        {
            if (i > 0) output.Append(' ');
            Write(output, values[i]);
        }
        output.Append('\n');
        return output.ToString();
    }

    public static void Write(BoundedWriter output, Node value)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack()) throw new TemplateCallException("value nested too deeply to print");
        switch (value)
        {
            case StringNode text: output.Append(text.Value); break;
            case FloatNode number: output.Append(GoFloat.Text(number.Value)); break;
            case ListNode list:
                output.Append('[');
                for (var i = 0; i < list.Count; i++)
                {
                    if (i > 0) output.Append(' ');
                    Write(output, list[i]);
                }
                output.Append(']');
                break;
            case MapNode or DictNode: WriteMap(output, value); break;
            default: output.Append(Shape.IsNull(value) ? "<nil>" : value.ToString()!); break;
        }
    }

    private static void WriteMap(BoundedWriter output, Node map)
    {
        output.Append("map[");
        var separate = false;
        foreach (var (key, value) in Shape.SortedEntries(map))
        {
            if (separate) output.Append(' ');
            separate = true;
            output.Append(key);
            output.Append(':');
            Write(output, value);
        }
        output.Append(']');
    }
}
