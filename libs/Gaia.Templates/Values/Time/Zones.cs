using System.Globalization;

namespace Gaia.Templates.Values.Time;

internal static class Zones
{
    public static TimeNode Utc(DateTimeOffset value) => new(value.ToUniversalTime(), "UTC");

    public static TimeNode Local(DateTimeOffset value) => In(value, TimeZoneInfo.Local);

    public static TimeNode In(DateTimeOffset value, TimeZoneInfo zone)
    {
        var there = TimeZoneInfo.ConvertTime(value, zone);
        return new TimeNode(there, Name(zone, there));
    }

    public static TimeNode Same(TimeNode like, DateTimeOffset value) => new(value.ToOffset(like.Value.Offset), like.Zone);

    /// <returns>Null for a name that the machine's time zone data does not hold.</returns>
    public static TimeZoneInfo? Find(string name) => name switch
    {
        "" or "UTC" => TimeZoneInfo.Utc,
        "Local" => TimeZoneInfo.Local,
        _ => TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : null,
    };

    // Without globalization data a zone has no short name; Go then prints the offset.
    private static string Name(TimeZoneInfo zone, DateTimeOffset at)
    {
        if (zone.BaseUtcOffset == TimeSpan.Zero && !zone.SupportsDaylightSavingTime) return "UTC";
        var name = zone.IsDaylightSavingTime(at) ? zone.DaylightName : zone.StandardName;
        return name.Length is >= 3 and <= 5 && name.All(char.IsAsciiLetterUpper)
            ? name
            : at.ToString("zzz", CultureInfo.InvariantCulture).Replace(":", "") is var offset && offset.EndsWith("00", StringComparison.Ordinal) ? offset[..3] : at.ToString("zzz", CultureInfo.InvariantCulture).Replace(":", "");
    }
}
