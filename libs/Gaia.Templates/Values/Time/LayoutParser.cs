using System.Globalization;

namespace Gaia.Templates.Values.Time;

/// <summary>Reads a time by a Go layout.</summary>
internal sealed class LayoutParser(string layout, string text, TimeZoneInfo zone)
{
    private static readonly string[] Months = CultureInfo.InvariantCulture.DateTimeFormat.MonthNames[..12];
    private static readonly string[] Days = CultureInfo.InvariantCulture.DateTimeFormat.DayNames;

    private int at;
    private int year, month = 1, day = 1, hour, minute, second, yearDay;
    private long ticks;
    private bool? afternoon;
    private TimeSpan? offset;
    private string? zoneName;

    /// <returns>Null when the text does not follow the layout.</returns>
    public static TimeNode? Parse(string layout, string text, TimeZoneInfo zone) => new LayoutParser(layout, text, zone).Run();

    private TimeNode? Run()
    {
        foreach (var token in LayoutToken.Read(layout))
            if (!Read(token))
                return null;
        if (at != text.Length) return null;
        if (afternoon is { } pm) hour = hour % 12 + (pm ? 12 : 0);
        if (year is < 1 or > 9999 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 59) return null;
        var local = new DateTime(year, month, day, hour, minute, second).AddTicks(ticks);
        if (yearDay > 0) local = new DateTime(year, 1, 1).AddDays(yearDay - 1) + local.TimeOfDay;
        if (offset is { } known) return new TimeNode(new DateTimeOffset(local, known), zoneName ?? (known == TimeSpan.Zero ? "UTC" : ""));
        return zoneName is not null and not "UTC"
            ? new TimeNode(new DateTimeOffset(local, TimeSpan.Zero), zoneName)
            : Zones.In(new DateTimeOffset(local, zone.GetUtcOffset(local)), zone);
    }

    private bool Read(LayoutToken token)
    {
        switch (token.Part)
        {
            case LayoutPart.Text: return Literal(token.Text);
            case LayoutPart.LongMonth: return Name(Months, int.MaxValue, index => month = index + 1);
            case LayoutPart.Month: return Name(Months, 3, index => month = index + 1);
            case LayoutPart.LongWeekDay: return Name(Days, int.MaxValue, _ => { });
            case LayoutPart.WeekDay: return Name(Days, 3, _ => { });
            case LayoutPart.NumMonth: return Number(1, 2, value => month = value);
            case LayoutPart.ZeroMonth: return Number(2, 2, value => month = value);
            case LayoutPart.UnderDay or LayoutPart.Day:
                if (at < text.Length && text[at] == ' ') at++;
                return Number(1, 2, value => day = value);
            case LayoutPart.ZeroDay: return Number(2, 2, value => day = value);
            case LayoutPart.UnderYearDay or LayoutPart.ZeroYearDay: return Number(3, 3, value => yearDay = value);
            case LayoutPart.Hour: return Number(2, 2, value => hour = value);
            case LayoutPart.Hour12: return Number(1, 2, value => hour = value);
            case LayoutPart.ZeroHour12: return Number(2, 2, value => hour = value);
            case LayoutPart.Minute: return Number(1, 2, value => minute = value);
            case LayoutPart.ZeroMinute: return Number(2, 2, value => minute = value);
            case LayoutPart.Second: return Number(1, 2, value => second = value) && OptionalFraction();
            case LayoutPart.ZeroSecond: return Number(2, 2, value => second = value) && OptionalFraction();
            case LayoutPart.LongYear: return Number(4, 4, value => year = value);
            case LayoutPart.Year: return Number(2, 2, value => year = value >= 69 ? 1900 + value : 2000 + value);
            case LayoutPart.UpperPm or LayoutPart.LowerPm: return Meridiem();
            case LayoutPart.ZoneName: return NamedZone();
            case LayoutPart.Fraction or LayoutPart.TrimmedFraction: return ticks > 0 || OptionalFraction();
            default: return NumericZone(token);
        }
    }

    private bool Literal(string wanted)
    {
        if (!text.AsSpan(at).StartsWith(wanted, StringComparison.Ordinal)) return false;
        at += wanted.Length;
        return true;
    }

    private bool Name(string[] names, int length, Action<int> found)
    {
        for (var i = 0; i < names.Length; i++)
        {
            var name = names[i].Length > length ? names[i][..length] : names[i];
            if (!text.AsSpan(at).StartsWith(name, StringComparison.OrdinalIgnoreCase)) continue;
            at += name.Length;
            found(i);
            return true;
        }
        return false;
    }

    private bool Number(int fewest, int most, Action<int> found)
    {
        var stop = at;
        while (stop < text.Length && stop - at < most && char.IsAsciiDigit(text[stop])) stop++;
        if (stop - at < fewest) return false;
        found(int.Parse(text.AsSpan(at, stop - at), NumberStyles.None, CultureInfo.InvariantCulture));
        at = stop;
        return true;
    }

    // Go takes a fraction behind the seconds even where the layout has none.
    private bool OptionalFraction()
    {
        if (at + 1 >= text.Length || text[at] is not ('.' or ',') || !char.IsAsciiDigit(text[at + 1])) return true;
        var stop = at + 1;
        while (stop < text.Length && char.IsAsciiDigit(text[stop])) stop++;
        ticks = long.Parse(text[(at + 1)..stop].PadRight(7, '0')[..7], CultureInfo.InvariantCulture);
        at = stop;
        return true;
    }

    private bool Meridiem()
    {
        if (at + 2 > text.Length) return false;
        afternoon = text.Substring(at, 2).ToUpperInvariant() switch { "PM" => true, "AM" => false, _ => null };
        at += 2;
        return afternoon is not null;
    }

    private bool NamedZone()
    {
        var stop = at;
        while (stop < text.Length && (char.IsAsciiLetterUpper(text[stop]) || text[stop] is '+' or '-' || char.IsAsciiDigit(text[stop]))) stop++;
        if (stop - at < 3) return false;
        zoneName = text[at..stop];
        if (zoneName == "UTC") offset ??= TimeSpan.Zero;
        at = stop;
        return true;
    }

    private bool NumericZone(LayoutToken token)
    {
        if (token.Text[0] == 'Z' && at < text.Length && text[at] == 'Z')
        {
            at++;
            offset = TimeSpan.Zero;
            return true;
        }
        if (at >= text.Length || text[at] is not ('+' or '-')) return false;
        var sign = text[at++] == '-' ? -1 : 1;
        int hours = 0, minutes = 0;
        if (!Number(2, 2, value => hours = value)) return false;
        if (token.Text.Contains(':') && !Literal(":")) return false;
        if (token.Text.Length > 3 && !Number(2, 2, value => minutes = value)) return false;
        if (hours > 14 || minutes > 59) return false;
        offset = sign * new TimeSpan(hours, minutes, 0);
        return true;
    }
}
