namespace Gaia.Templates.Values.Time;

internal enum LayoutPart
{
    Text, LongMonth, Month, NumMonth, ZeroMonth, LongWeekDay, WeekDay, Day, UnderDay, ZeroDay, UnderYearDay, ZeroYearDay,
    Hour, Hour12, ZeroHour12, Minute, ZeroMinute, Second, ZeroSecond, LongYear, Year, UpperPm, LowerPm,
    ZoneName, IsoZone, IsoColonZone, IsoShortZone, NumZone, NumColonZone, NumShortZone, Fraction, TrimmedFraction,
}

/// <summary>Pieces of a Go time layout, which is a sample: Mon Jan 2 15:04:05 MST 2006.</summary>
internal readonly record struct LayoutToken(LayoutPart Part, string Text)
{
    // Longer samples before those that they start with.
    private static readonly (string Sample, LayoutPart Part)[] Samples =
    [
        ("January", LayoutPart.LongMonth), ("Jan", LayoutPart.Month), ("Monday", LayoutPart.LongWeekDay), ("Mon", LayoutPart.WeekDay),
        ("MST", LayoutPart.ZoneName), ("2006", LayoutPart.LongYear), ("__2", LayoutPart.UnderYearDay), ("_2", LayoutPart.UnderDay),
        ("002", LayoutPart.ZeroYearDay), ("01", LayoutPart.ZeroMonth), ("02", LayoutPart.ZeroDay), ("03", LayoutPart.ZeroHour12),
        ("04", LayoutPart.ZeroMinute), ("05", LayoutPart.ZeroSecond), ("06", LayoutPart.Year), ("15", LayoutPart.Hour),
        ("1", LayoutPart.NumMonth), ("2", LayoutPart.Day), ("3", LayoutPart.Hour12), ("4", LayoutPart.Minute), ("5", LayoutPart.Second),
        ("PM", LayoutPart.UpperPm), ("pm", LayoutPart.LowerPm), ("Z07:00", LayoutPart.IsoColonZone), ("Z0700", LayoutPart.IsoZone),
        ("Z07", LayoutPart.IsoShortZone), ("-07:00", LayoutPart.NumColonZone), ("-0700", LayoutPart.NumZone), ("-07", LayoutPart.NumShortZone),
    ];

    public static List<LayoutToken> Read(string layout)
    {
        var tokens = new List<LayoutToken>();
        var textFrom = 0;
        for (var i = 0; i < layout.Length;)
        {
            var token = At(layout, i);
            if (token is null)
            {
                i++;
                continue;
            }
            if (i > textFrom) tokens.Add(new LayoutToken(LayoutPart.Text, layout[textFrom..i]));
            tokens.Add(token.Value);
            i = textFrom = i + token.Value.Text.Length;
        }
        if (textFrom < layout.Length) tokens.Add(new LayoutToken(LayoutPart.Text, layout[textFrom..]));
        return tokens;
    }

    private static LayoutToken? At(string layout, int i)
    {
        if (Fraction(layout, i) is { } fraction) return fraction;
        foreach (var (sample, part) in Samples)
        {
            if (!layout.AsSpan(i).StartsWith(sample, StringComparison.Ordinal)) continue;
            // "Jan" and "Mon" inside a longer word are words: Janet, Monkey.
            if (part is LayoutPart.Month or LayoutPart.WeekDay && i + 3 < layout.Length && char.IsAsciiLetterLower(layout[i + 3])) continue;
            if (part == LayoutPart.UnderDay && layout.AsSpan(i + 1).StartsWith("2006", StringComparison.Ordinal)) continue;
            return new LayoutToken(part, sample);
        }
        return null;
    }

    // .000 or ,999: as many digits as are written, not followed by another digit.
    private static LayoutToken? Fraction(string layout, int i)
    {
        if (layout[i] is not ('.' or ',') || i + 1 >= layout.Length || layout[i + 1] is not ('0' or '9')) return null;
        var stop = i + 1;
        while (stop < layout.Length && layout[stop] == layout[i + 1]) stop++;
        if (stop < layout.Length && char.IsAsciiDigit(layout[stop])) return null;
        return new LayoutToken(layout[i + 1] == '0' ? LayoutPart.Fraction : LayoutPart.TrimmedFraction, layout[i..stop]);
    }
}
