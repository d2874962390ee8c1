using System.Runtime.CompilerServices;
using System.Text;
using Gaia.Documents.Nodes;
using Gaia.Documents.Writing;
using Gaia.Templates.Values;

namespace Gaia.Templates.Printing;

/// <summary>One value under one verb.</summary>
internal static class GoVerbs
{
    public static void Write(BoundedWriter output, Node value, in FormatSpec spec)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack()) throw new TemplateCallException("value nested too deeply to print");
        if (spec.Verb == 'T')
        {
            spec.Pad(output, Shape.GoType(value));
            return;
        }
        switch (value)
        {
            case NullNode or NoValue when spec.Verb == 'v': spec.Pad(output, "<nil>"); break;
            case NullNode or NoValue: output.Append($"%!{spec.Verb}(<nil>)"); break;
            case BoolNode when spec.Verb is 't' or 'v': spec.Pad(output, value.ToString()!); break;
            case IntNode number: IntegerVerbs.Write(output, number, spec); break;
            case FloatNode number: Float(output, number, spec); break;
            case StringNode text: Text(output, text.Value, text, spec); break;
            case ListNode list: List(output, list, spec); break;
            case MapNode or DictNode: Map(output, value, spec); break;
            case DurationNode duration when spec.Verb == 'd': IntegerVerbs.Write(output, new IntNode(duration.Nanoseconds), spec); break;
            case ObjectNode target: Text(output, target.ToString(), target, spec); break;
            default: Bad(output, value, spec.Verb); break;
        }
    }

    public static void Bad(BoundedWriter output, Node value, char verb)
    {
        output.Append($"%!{verb}({Shape.GoType(value)}=");
        GoPrinter.Write(output, value);
        output.Append(')');
    }

    private static void Float(BoundedWriter output, FloatNode number, in FormatSpec spec)
    {
        if (spec.Verb is not ('v' or 'e' or 'E' or 'f' or 'F' or 'g' or 'G'))
        {
            Bad(output, number, spec.Verb);
            return;
        }
        var verb = spec.Verb == 'v' ? 'g' : spec.Verb;
        var precision = spec.Precision < 0 && verb is not ('g' or 'G') ? 6 : spec.Precision;
        var text = GoFloat.Format(number.Value, verb, precision);
        var negative = text[0] == '-';
        spec.PadNumber(output, spec.Sign(negative), text.TrimStart('-', '+'));
    }

    private static void Text(BoundedWriter output, string text, Node value, in FormatSpec spec)
    {
        if (spec.Precision >= 0 && spec.Verb is 's' or 'v' or 'q') text = Truncate(text, spec.Precision);
        switch (spec.Verb)
        {
            case 'v' when spec.Sharp: spec.Pad(output, GoQuote.Text(text)); break;
            case 's' or 'v': spec.Pad(output, text); break;
            case 'q' when spec.Sharp && !text.Contains('`') && !text.Any(char.IsControl): spec.Pad(output, $"`{text}`"); break;
            case 'q': spec.Pad(output, GoQuote.Text(text, spec.Plus)); break;
            case 'x' or 'X': spec.Pad(output, Hex(text, spec)); break;
            default: Bad(output, value, spec.Verb); break;
        }
    }

    private static string Hex(string text, in FormatSpec spec)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        if (spec.Precision >= 0 && spec.Precision < bytes.Length) bytes = bytes[..spec.Precision];
        var hex = Convert.ToHexStringLower(bytes);
        if (spec.Space) hex = string.Join(' ', hex.Chunk(2).Select(pair => new string(pair)));
        if (spec.Sharp) hex = $"0x{hex}";
        return spec.Verb == 'X' ? hex.ToUpperInvariant() : hex;
    }

    private static string Truncate(string text, int runes)
    {
        if (runes < 0) return text;
        var units = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (runes-- == 0) return text[..units];
            units += rune.Utf16SequenceLength;
        }
        return text;
    }

    private static void List(BoundedWriter output, ListNode list, in FormatSpec spec)
    {
        var sharp = spec is { Verb: 'v', Sharp: true };
        output.Append(sharp ? "[]interface {}{" : "[");
        for (var i = 0; i < list.Count; i++)
        {
            if (i > 0) output.Append(sharp ? ", " : " ");
            Write(output, list[i], spec);
        }
        output.Append(sharp ? '}' : ']');
    }

    private static void Map(BoundedWriter output, Node map, in FormatSpec spec)
    {
        var sharp = spec is { Verb: 'v', Sharp: true };
        output.Append(sharp ? "map[string]interface {}{" : "map[");
        var separate = false;
        foreach (var (key, value) in Shape.SortedEntries(map))
        {
            if (separate) output.Append(sharp ? ", " : " ");
            separate = true;
            Write(output, new StringNode(key), spec);
            output.Append(':');
            Write(output, value, spec);
        }
        output.Append(sharp ? '}' : ']');
    }
}
