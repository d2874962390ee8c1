using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;
using Gaia.Documents.Nodes;

namespace Gaia.Manifests.Objects;

/// <summary>A Kubernetes quantity by its value, in billionths: `0.1` is `100m`, `1Gi` is `1073741824`, `1e3` is `1k`.</summary>
internal readonly record struct Quantity(BigInteger Nano)
{
    private static readonly string[] Binary = ["Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];
    private const string Decimal = "kMGTPE";
    private const string Small = "num";

    /// <exception cref="ManifestException">`settings.quantity`.</exception>
    public static Quantity Of(string text) => TryParse(text, out var quantity) ? quantity
        : throw new ManifestException("settings.quantity", $"'{text}' is not a quantity. Write it like 250m, 2, 512Mi or 10Gi.");

    /// <summary>As the largest binary unit that it is whole in: `6.5Gi` and `512Mi` are `7Gi`.</summary>
    public static string Sum(IEnumerable<string> amounts)
    {
        var bytes = Ceiling(amounts.Aggregate(BigInteger.Zero, (sum, amount) => sum + Of(amount).Nano), 1_000_000_000);
        var power = 0;
        while (power < Binary.Length && bytes >= 1024 && BigInteger.Remainder(bytes, 1024).IsZero) (bytes, power) = (bytes / 1024, power + 1);
        return bytes.ToString(CultureInfo.InvariantCulture) + (power > 0 ? Binary[power - 1] : "");
    }

    public static bool TryParse(Node node, out Quantity quantity)
    {
        quantity = default;
        return node switch
        {
            IntNode number => TryParse(number.Value.ToString(CultureInfo.InvariantCulture), out quantity),
            FloatNode number => TryParse(number.Value.ToString("R", CultureInfo.InvariantCulture), out quantity),
            StringNode text => TryParse(text.Value, out quantity),
            _ => false,
        };
    }

    public static bool TryParse(string text, out Quantity quantity)
    {
        quantity = default;
        var end = text.AsSpan().LastIndexOfAnyInRange('0', '9') + 1;
        if (end < text.Length && text[end] == '.') end++;
        if (!TrySplit(text, end, out var number, out var ten, out var factor)) return false;
        var point = number.IndexOf('.', StringComparison.Ordinal);
        var decimals = point < 0 ? 0 : number.Length - point - 1;
        if (!BigInteger.TryParse(point < 0 ? number : number.Remove(point, 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var digits)) return false;
        var shift = 9 + ten - decimals;
        digits *= factor;
        // The server keeps no more than a billionth, and rounds up.
        quantity = new(shift >= 0 ? digits * BigInteger.Pow(10, shift) : Ceiling(digits, BigInteger.Pow(10, -shift)));
        return true;
    }

    private static bool TrySplit(string text, int end, out string number, out int ten, out BigInteger factor)
    {
        (number, ten, factor) = (text[..end], 0, BigInteger.One);
        var suffix = text[end..];
        if (suffix.Length == 0 && number.IndexOfAny(['e', 'E']) is > 0 and var mark)
        {
            (number, var power) = (number[..mark], number[(mark + 1)..]);
            return int.TryParse(power, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out ten) && Math.Abs(ten) < 40;
        }
        if (Array.IndexOf(Binary, suffix) is >= 0 and var binary) factor = BigInteger.Pow(1024, binary + 1);
        else if (suffix.Length == 1 && Decimal.IndexOf(suffix[0]) is >= 0 and var large) ten = 3 * (large + 1);
        else if (suffix.Length == 1 && Small.IndexOf(suffix[0]) is >= 0 and var small) ten = 3 * (small - 3);
        else return suffix.Length == 0;
        return true;
    }

    private static BigInteger Ceiling(BigInteger value, BigInteger by) => (value + (value.Sign > 0 ? by - 1 : 0)) / by;
}
