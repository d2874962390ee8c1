using System.Globalization;
using System.Numerics;
using Gaia.Manifests.Objects;

namespace Gaia.Manifests.Writing.Machines;

/// <summary>Kubernetes quantities as compose writes them: `250m` is `0.25`, `512Mi` is `512m`.</summary>
internal static class Amount
{
    private const string Units = "kmg";

    public static string? Cpus(string? quantity) => quantity is null ? null
        : ((decimal)Quantity.Of(quantity).Nano / 1_000_000_000).ToString("0.#########", CultureInfo.InvariantCulture);

    // Compose's k, m and g are powers of two. Any other amount stays in bytes.
    public static string? Bytes(string? quantity)
    {
        if (quantity is null) return null;
        var bytes = Quantity.Of(quantity).Nano / 1_000_000_000;
        var power = 0;
        while (power < Units.Length && bytes >= 1024 && BigInteger.Remainder(bytes, 1024).IsZero) (bytes, power) = (bytes / 1024, power + 1);
        return bytes.ToString(CultureInfo.InvariantCulture) + (power > 0 ? Units[power - 1] : "");
    }
}
