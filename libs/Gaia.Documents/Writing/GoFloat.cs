using System.Globalization;

namespace Gaia.Documents.Writing;

/// <summary>Go's strconv.FormatFloat: 1e+06, 0.0001, 1.5; and the forms that encoding/json and go-yaml write.</summary>
public static class GoFloat
{
    /// <summary>The fewest digits that read back as the same value (%g).</summary>
    public static string Text(double value) => Format(value, 'g', -1);

    /// <param name="verb">e, E, f, F, g or G.</param>
    /// <param name="precision">-1: the fewest digits that read back as the same value.</param>
    public static string Format(double value, char verb, int precision)
    {
        if (double.IsNaN(value)) return "NaN";
        if (double.IsInfinity(value)) return value > 0 ? "+Inf" : "-Inf";
        var (negative, digits, point) = Decompose(value, verb, precision);
        var sign = negative ? "-" : "";
        switch (verb)
        {
            case 'e' or 'E': return sign + Exponential(digits, point, precision < 0 ? digits.Length - 1 : precision, verb);
            case 'f' or 'F': return sign + Plain(digits, point, precision < 0 ? Math.Max(digits.Length - point, 0) : precision);
            default:
                var limit = precision < 0 ? 6 : precision == 0 ? 1 : precision;
                if (precision >= 0 && limit > digits.Length && digits.Length >= point) limit = digits.Length;
                return point - 1 < -4 || point - 1 >= limit
                    ? sign + Exponential(digits, point, digits.Length - 1, verb == 'G' ? 'E' : 'e')
                    : sign + Plain(digits, point, Math.Max(digits.Length - point, 0));
        }
    }

    /// <summary>As encoding/json: exponents only below 1e-6 and from 1e21.</summary>
    public static string Json(double value)
    {
        var size = Math.Abs(value);
        if (size == 0 || size >= 1e-6 && size < 1e21) return Format(value, 'f', -1);
        var text = Format(value, 'e', -1);
        return text.Length > 3 && text[^4] == 'e' && text[^3] == '-' && text[^2] == '0' ? $"{text[..^2]}{text[^1]}" : text;
    }

    /// <summary>As go-yaml writes it.</summary>
    public static string Yaml(double value) => value switch
    {
        double.PositiveInfinity => ".inf",
        double.NegativeInfinity => "-.inf",
        double.NaN => ".nan",
        _ => Text(value),
    };

    // Digits without leading or trailing zeros, and where the decimal point stands among them.
    private static (bool Negative, string Digits, int Point) Decompose(double value, char verb, int precision)
    {
        var format = precision < 0 ? "R" : verb switch
        {
            'e' or 'E' => $"E{Math.Min(precision, 400)}",
            'f' or 'F' => $"F{Math.Min(precision, 400)}",
            _ => $"E{Math.Min(Math.Max(precision, 1) - 1, 400)}",
        };
        var text = value.ToString(format, CultureInfo.InvariantCulture);
        var negative = text[0] == '-';
        if (negative) text = text[1..];
        var exponent = 0;
        var e = text.IndexOf('E');
        if (e >= 0)
        {
            exponent = int.Parse(text.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            text = text[..e];
        }
        var dot = text.IndexOf('.');
        var point = (dot < 0 ? text.Length : dot) + exponent;
        var digits = text.Replace(".", "");
        var leading = digits.Length - digits.TrimStart('0').Length;
        digits = digits[leading..].TrimEnd('0');
        return digits.Length == 0 ? (negative, "0", 1) : (negative, digits, point - leading);
    }

    private static string Exponential(string digits, int point, int decimals, char verb)
    {
        var exponent = digits == "0" ? 0 : point - 1;
        var mantissa = digits.Length > 1 || decimals > 0 ? $"{digits[0]}.{digits[1..].PadRight(decimals, '0')}" : digits;
        return $"{mantissa}{verb}{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}";
    }

    private static string Plain(string digits, int point, int decimals)
    {
        var whole = point <= 0 || digits == "0" ? "0" : digits.Length >= point ? digits[..point] : digits.PadRight(point, '0');
        if (decimals == 0) return whole;
        var fraction = digits == "0" ? "" : point < 0 ? new string('0', -point) + digits : digits.Length > point ? digits[Math.Max(point, 0)..] : "";
        return $"{whole}.{fraction.PadRight(decimals, '0')}";
    }
}
