using System.Globalization;
using Gaia.Documents.Nodes;
using Gaia.Templates.Values;

namespace Gaia.Templates.Printing;

/// <summary>Go's fmt.Sprintf, with its own marks for what does not fit: %!d(string=x), %!s(MISSING), %!(EXTRA int=1).</summary>
internal sealed class GoFormat(string format, IReadOnlyList<Node> arguments, int limit)
{
    private const int WidestField = 1_000_000;

    private readonly BoundedWriter output = new(limit);
    private int at;
    private int next;
    private bool reordered;
    private bool goodIndex;

    public static string Sprintf(string format, IReadOnlyList<Node> arguments, int limit) =>
        new GoFormat(format, arguments, limit).Run();

    private string Run()
    {
        while (at < format.Length)
        {
            var percent = format.IndexOf('%', at);
            output.Append(format.AsSpan(at, (percent < 0 ? format.Length : percent) - at));
            if (percent < 0) break;
            at = percent + 1;
            Verb();
        }
        if (!reordered && next < arguments.Count) Extra();
        return output.ToString();
    }

    private void Verb()
    {
        var spec = new FormatSpec();
        goodIndex = true;
        Flags(ref spec);
        Index();
        if (Peek() == '*')
        {
            at++;
            spec.Width = Star("WIDTH");
            if (spec.Width < 0 && spec.Width != -1) (spec.Minus, spec.Width) = (true, -spec.Width);
        }
        else spec.Width = Number();
        if (Peek() == '.')
        {
            at++;
            Index();
            if (Peek() == '*')
            {
                at++;
                spec.Precision = Math.Max(-1, Star("PREC"));
            }
            else spec.Precision = Math.Max(0, Number());
        }
        Index();
        if (at >= format.Length)
        {
            output.Append("%!(NOVERB)");
            return;
        }
        spec.Verb = format[at++];
        // %+v asks for field names, which our values do not have; it is not a sign.
        if (spec.Verb == 'v') spec.Plus = false;
        Apply(spec);
    }

    private void Apply(FormatSpec spec)
    {
        if (spec.Verb == '%') output.Append('%');
        else if (!goodIndex) output.Append($"%!{spec.Verb}(BADINDEX)");
        else if (next >= arguments.Count) output.Append($"%!{spec.Verb}(MISSING)");
        else GoVerbs.Write(output, arguments[next++], spec);
    }

    private void Flags(ref FormatSpec spec)
    {
        for (; at < format.Length; at++)
            switch (format[at])
            {
                case '-': spec.Minus = true; spec.Zero = false; break;
                case '+': spec.Plus = true; break;
                case '#': spec.Sharp = true; break;
                case ' ': spec.Space = true; break;
                case '0': spec.Zero = !spec.Minus; break;
                default: return;
            }
    }

    // %[2]d
    private void Index()
    {
        if (Peek() != '[') return;
        reordered = true;
        var close = format.IndexOf(']', at);
        if (close > at && int.TryParse(format.AsSpan(at + 1, close - at - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= 1 && number <= arguments.Count) next = number - 1;
        else goodIndex = false;
        at = close < 0 ? at + 1 : close + 1;
    }

    private int Star(string what)
    {
        if (next < arguments.Count && arguments[next++] is IntNode { Value: >= -WidestField and <= WidestField } number) return (int)number.Value;
        output.Append($"%!(BAD{what})");
        return -1;
    }

    private int Number()
    {
        var from = at;
        while (char.IsAsciiDigit(Peek())) at++;
        if (at == from) return -1;
        return int.TryParse(format.AsSpan(from, at - from), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? Math.Min(number, WidestField) : -1;
    }

    private void Extra()
    {
        output.Append("%!(EXTRA ");
        for (var first = next; next < arguments.Count; next++)
        {
            if (next > first) output.Append(", ");
            if (Shape.IsNull(arguments[next])) output.Append("<nil>");
            else
            {
                output.Append(Shape.GoType(arguments[next]) + "=");
                GoPrinter.Write(output, arguments[next]);
            }
        }
        output.Append(')');
    }

    private char Peek() => at < format.Length ? format[at] : '\0';
}
