using System.Globalization;

namespace Gaia.Manifests.Settings;

/// <summary>Amounts as Kubernetes writes them, to be compared: `250m`, `1.5`, `512Mi`, `2G`.</summary>
internal static class SettingsAmounts
{
    private static readonly (string Suffix, double Factor)[] Suffixes =
    [
        ("Ki", 1L << 10), ("Mi", 1L << 20), ("Gi", 1L << 30), ("Ti", 1L << 40), ("Pi", 1L << 50),
        ("m", 1e-3), ("k", 1e3), ("M", 1e6), ("G", 1e9), ("T", 1e12), ("P", 1e15),
    ];

    /// <summary>Null: it is not an amount.</summary>
    public static double? Of(string text)
    {
        var (suffix, factor) = Array.Find(Suffixes, pair => text.EndsWith(pair.Suffix, StringComparison.Ordinal));
        return double.TryParse(text.AsSpan(0, text.Length - (suffix?.Length ?? 0)), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number * (suffix is null ? 1 : factor)
            : null;
    }

    public static bool IsMore(string one, string other) => Of(one) is { } left && Of(other) is { } right && left > right;
}
