using System.Globalization;

namespace Gaia.Documents.Writing;

/// <summary>Floating-point numbers as Go prints them: shortest digits that read back the same.</summary>
public static class GoNumber
{
    /// <summary>encoding/json: plain digits, an exponent only below 1e-6 and from 1e21.</summary>
    public static string Json(double value) => Format(value, smallest: -6, largest: 21, exponentDigits: 1);

    /// <summary>strconv's shortest %g as go-yaml and text/template use it: an exponent below 1e-4 and from 1e6, of at least two digits (1e+06).</summary>
    public static string General(double value) => value switch
    {
        double.PositiveInfinity => ".inf",
        double.NegativeInfinity => "-.inf",
        double.NaN => ".nan",
        _ => Format(value, smallest: -4, largest: 6, exponentDigits: 2),
    };

    private static string Format(double value, int smallest, int largest, int exponentDigits)
    {
        // The shortest form looks like 1.5E+20 or 0.00015: digits and exponent are taken apart and put together as Go does.
        var shortest = value.ToString("R", CultureInfo.InvariantCulture);
        var (negative, digits, exponent) = Parts(shortest);
        var sign = negative ? "-" : "";
        if (digits == "0") return sign + "0";
        if (exponent < smallest || exponent >= largest) return sign + Scientific(digits, exponent, exponentDigits);
        if (exponent < 0) return sign + "0." + new string('0', -exponent - 1) + digits;
        return digits.Length <= exponent + 1
            ? sign + digits.PadRight(exponent + 1, '0')
            : sign + digits[..(exponent + 1)] + "." + digits[(exponent + 1)..];
    }

    private static string Scientific(string digits, int exponent, int exponentDigits)
    {
        var mantissa = digits.Length == 1 ? digits : digits[..1] + "." + digits[1..];
        var power = Math.Abs(exponent).ToString(CultureInfo.InvariantCulture).PadLeft(exponentDigits, '0');
        return $"{mantissa}e{(exponent < 0 ? '-' : '+')}{power}";
    }

    private static (bool Negative, string Digits, int Exponent) Parts(string shortest)
    {
        var negative = shortest[0] == '-';
        var text = negative ? shortest[1..] : shortest;
        var e = text.IndexOf('E');
        var power = e < 0 ? 0 : int.Parse(text[(e + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var mantissa = e < 0 ? text : text[..e];
        var point = mantissa.IndexOf('.');
        var whole = point < 0 ? mantissa : mantissa[..point];
        var all = whole + (point < 0 ? "" : mantissa[(point + 1)..]);
        var leading = all.Length - all.TrimStart('0').Length;
        var digits = all.Trim('0');
        return digits.Length == 0 ? (negative, "0", 0) : (negative, digits, whole.Length - 1 - leading + power);
    }
}
