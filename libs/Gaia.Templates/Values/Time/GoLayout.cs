using System.Globalization;
using System.Text;

namespace Gaia.Templates.Values.Time;

internal static class GoLayout
{
    public const string Rfc3339 = "2006-01-02T15:04:05Z07:00";

    public static string Format(TimeNode time, string layout)
    {
        var text = new StringBuilder(layout.Length + 16);
        foreach (var token in LayoutToken.Read(layout)) text.Append(One(time, token));
        return text.ToString();
    }

    private static string One(TimeNode time, LayoutToken token)
    {
        var t = time.Value;
        var hour12 = t.Hour % 12 == 0 ? 12 : t.Hour % 12;
        return token.Part switch
        {
            LayoutPart.Text => token.Text,
            LayoutPart.LongMonth => t.ToString("MMMM", CultureInfo.InvariantCulture),
            LayoutPart.Month => t.ToString("MMM", CultureInfo.InvariantCulture),
            LayoutPart.NumMonth => $"{t.Month}",
            LayoutPart.ZeroMonth => $"{t.Month:00}",
            LayoutPart.LongWeekDay => $"{t.DayOfWeek}",
            LayoutPart.WeekDay => $"{t.DayOfWeek}"[..3],
            LayoutPart.Day => $"{t.Day}",
            LayoutPart.UnderDay => $"{t.Day,2}",
            LayoutPart.ZeroDay => $"{t.Day:00}",
            LayoutPart.UnderYearDay => $"{t.DayOfYear,3}",
            LayoutPart.ZeroYearDay => $"{t.DayOfYear:000}",
            LayoutPart.Hour => $"{t.Hour:00}",
            LayoutPart.Hour12 => $"{hour12}",
            LayoutPart.ZeroHour12 => $"{hour12:00}",
            LayoutPart.Minute => $"{t.Minute}",
            LayoutPart.ZeroMinute => $"{t.Minute:00}",
            LayoutPart.Second => $"{t.Second}",
            LayoutPart.ZeroSecond => $"{t.Second:00}",
            LayoutPart.LongYear => $"{t.Year:0000}",
            LayoutPart.Year => $"{t.Year % 100:00}",
            LayoutPart.UpperPm => t.Hour >= 12 ? "PM" : "AM",
            LayoutPart.LowerPm => t.Hour >= 12 ? "pm" : "am",
            LayoutPart.ZoneName => time.Zone,
            LayoutPart.IsoZone => t.Offset == TimeSpan.Zero ? "Z" : Offset(t, ""),
            LayoutPart.IsoColonZone => t.Offset == TimeSpan.Zero ? "Z" : Offset(t, ":"),
            LayoutPart.IsoShortZone => t.Offset == TimeSpan.Zero ? "Z" : Offset(t, "")[..3],
            LayoutPart.NumZone => Offset(t, ""),
            LayoutPart.NumColonZone => Offset(t, ":"),
            LayoutPart.NumShortZone => Offset(t, "")[..3],
            LayoutPart.Fraction => token.Text[0] + Digits(t, token.Text.Length - 1),
            LayoutPart.TrimmedFraction => Digits(t, token.Text.Length - 1).TrimEnd('0') is { Length: > 0 } digits ? token.Text[0] + digits : "",
        };
    }

    private static string Digits(DateTimeOffset t, int count) => $"{t.Ticks % TimeSpan.TicksPerSecond * 100:000000000}".PadRight(count, '0')[..count];

    private static string Offset(DateTimeOffset t, string separator) =>
        $"{(t.Offset < TimeSpan.Zero ? '-' : '+')}{Math.Abs(t.Offset.Hours):00}{separator}{Math.Abs(t.Offset.Minutes):00}";
}
