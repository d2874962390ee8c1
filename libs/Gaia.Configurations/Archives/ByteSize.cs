using System.Globalization;

namespace Gaia.Configurations.Archives;

public static class ByteSize
{
    /// <summary>1536 is "1.5 KiB", 67108864 is "64 MiB".</summary>
    public static string Format(long bytes)
    {
        string[] units = ["bytes", "KiB", "MiB", "GiB"];
        double value = bytes;
        var unit = 0;
        while (value >= 1024 && unit < units.Length - 1) (value, unit) = (value / 1024, unit + 1);
        return string.Create(CultureInfo.InvariantCulture, $"{value:0.#} {units[unit]}");
    }
}
