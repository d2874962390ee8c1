using System.Globalization;
using System.Numerics;
using System.Text;
using Gaia.Documents.Nodes;

namespace Gaia.Templates.Printing;

internal static class IntegerVerbs
{
    public static void Write(BoundedWriter output, IntNode number, in FormatSpec spec)
    {
        var value = number.Value;
        switch (spec.Verb)
        {
            case 'v' or 'd': Digits(output, value, 10, "", spec); break;
            case 'b': Digits(output, value, 2, spec.Sharp ? "0b" : "", spec); break;
            case 'o': Digits(output, value, 8, spec.Sharp ? "0" : "", spec); break;
            case 'O': Digits(output, value, 8, "0o", spec); break;
            case 'x': Digits(output, value, 16, spec.Sharp ? "0x" : "", spec); break;
            case 'X': Digits(output, value, 16, spec.Sharp ? "0X" : "", spec); break;
            case 'c': spec.Pad(output, Rune.TryCreate((uint)Math.Clamp(value, 0, uint.MaxValue), out var rune) ? rune.ToString() : "\uFFFD"); break;
            case 'q': spec.Pad(output, GoQuote.Character(value, spec.Plus)); break;
            case 'U': spec.Pad(output, $"U+{value:X4}"); break;
            default: GoVerbs.Bad(output, number, spec.Verb); break;
        }
    }

    private static void Digits(BoundedWriter output, long value, int radix, string prefix, in FormatSpec spec)
    {
        var size = BigInteger.Abs(value);
        var digits = radix switch
        {
            10 => size.ToString(CultureInfo.InvariantCulture),
            _ => InRadix(size, radix),
        };
        if (spec.Verb == 'X') digits = digits.ToUpperInvariant();
        if (spec.Precision >= 0)
        {
            digits = spec.Precision == 0 && value == 0 ? "" : digits.PadLeft(spec.Precision, '0');
            // With a precision the zero flag means nothing.
            var plain = spec;
            plain.Zero = false;
            plain.PadNumber(output, plain.Sign(value < 0), prefix + digits);
            return;
        }
        spec.PadNumber(output, spec.Sign(value < 0) + prefix, digits);
    }

    private static string InRadix(BigInteger value, int radix)
    {
        if (value.IsZero) return "0";
        var digits = new StringBuilder();
        for (; !value.IsZero; value /= radix) digits.Insert(0, "0123456789abcdef"[(int)(value % radix)]);
        return digits.ToString();
    }
}
