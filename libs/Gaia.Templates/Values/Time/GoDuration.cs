using System.Globalization;

namespace Gaia.Templates.Values.Time;

internal static class GoDuration
{
    /// <summary>Go's time.ParseDuration: 1h30m, -1.5s, 100ms.</summary>
    /// <returns>Nanoseconds; null for text that is not a duration.</returns>
    public static long? Parse(string text)
    {
        var negative = text.StartsWith('-');
        var rest = text.TrimStart('-', '+');
        if (rest.Length == 0 || text.Length - rest.Length > 1) return null;
        if (rest == "0") return 0;
        decimal total = 0;
        while (rest.Length > 0)
        {
            var digits = rest.TakeWhile(c => char.IsAsciiDigit(c) || c == '.').Count();
            if (digits == 0 || !decimal.TryParse(rest.AsSpan(0, digits), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)) return null;
            rest = rest[digits..];
            var letters = rest.TakeWhile(c => !char.IsAsciiDigit(c) && c != '.').Count();
            if (Unit(rest[..letters]) is not { } unit || value > 1e15m) return null;
            total += value * unit;
            rest = rest[letters..];
        }
        return total > long.MaxValue ? null : (long)(negative ? -total : total);
    }

    private static long? Unit(string name) => name switch
    {
        "ns" => 1,
        "us" or "µs" or "μs" => 1_000,
        "ms" => 1_000_000,
        "s" => 1_000_000_000,
        "m" => 60_000_000_000,
        "h" => 3_600_000_000_000,
        _ => null,
    };
}
