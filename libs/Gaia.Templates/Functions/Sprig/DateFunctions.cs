using Gaia.Documents.Nodes;
using Gaia.Templates.Values;
using Gaia.Templates.Values.Time;

namespace Gaia.Templates.Functions.Sprig;

internal static class DateFunctions
{
    private const string HtmlDate = "2006-01-02";

    public static void AddTo(FunctionTable table)
    {
        table.Add("now", 0, call => Zones.Local(call.Options.Host.Clock.GetUtcNow()));
        table.Add("date", 2, call => Make.Text(GoLayout.Format(Zones.Local(Instant(call, 1)), call.String(0))));
        table.Add("dateInZone", 3, call => Make.Text(GoLayout.Format(Zones.In(Instant(call, 1), Zones.Find(call.String(2)) ?? TimeZoneInfo.Utc), call.String(0))));
        table.Alias("dateInZone", "date_in_zone");
        table.Add("htmlDate", 1, call => Make.Text(GoLayout.Format(Zones.Local(Instant(call, 0)), HtmlDate)));
        table.Add("htmlDateInZone", 2, call => Make.Text(GoLayout.Format(Zones.In(Instant(call, 0), Zones.Find(call.String(1)) ?? TimeZoneInfo.Utc), HtmlDate)));
        table.Add("dateModify", 2, call => GoDuration.Parse(call.String(0)) is { } span ? Time(call, 1).Shift(span) : Time(call, 1));
        table.Alias("dateModify", "date_modify");
        table.Add("mustDateModify", 2, call => Time(call, 1).Shift(GoDuration.Parse(call.String(0)) ?? throw call.Fail($"time: invalid duration \"{call.String(0)}\"")));
        table.Alias("mustDateModify", "must_date_modify");
        table.Add("toDate", 2, call => LayoutParser.Parse(call.String(0), call.String(1), TimeZoneInfo.Local) ?? Zones.Utc(DateTimeOffset.MinValue));
        table.Add("mustToDate", 2, call => LayoutParser.Parse(call.String(0), call.String(1), TimeZoneInfo.Local)
            ?? throw call.Fail($"parsing time \"{call.String(1)}\" as \"{call.String(0)}\": cannot parse"));
        table.Add("unixEpoch", 1, call => Make.Text($"{Time(call, 0).Value.ToUnixTimeSeconds()}"));
        table.Add("duration", 1, call => Make.Text(new DurationNode(unchecked(Cast.Int(call[0]) * 1_000_000_000)).ToString()));
        table.Add("durationRound", 1, call => Make.Text(Rounded(Span(call))));
        table.Add("ago", 1, call => Make.Text(new DurationNode(new DurationNode((call.Options.Host.Clock.GetUtcNow().UtcTicks - Instant(call, 0).UtcTicks) * 100)
            .RoundTo(1_000_000_000)).ToString()));
    }

    // Sprig takes a number for seconds since 1970, and the present for anything else that is not a time.
    private static DateTimeOffset Instant(TemplateCall call, int position) => call[position] switch
    {
        TimeNode time => time.Value,
        IntNode { Value: >= -62_135_596_800 and <= 253_402_300_799 } seconds => DateTimeOffset.FromUnixTimeSeconds(seconds.Value),
        _ => call.Options.Host.Clock.GetUtcNow(),
    };

    private static TimeNode Time(TemplateCall call, int position) => call[position] as TimeNode
        ?? throw new TemplateCallException($"wrong type for value; expected time.Time; got {Shape.GoType(call[position])}");

    private static long Span(TemplateCall call) => call[0] switch
    {
        StringNode text => GoDuration.Parse(text.Value) ?? 0,
        IntNode number => number.Value,
        DurationNode duration => duration.Nanoseconds,
        TimeNode time => (call.Options.Host.Clock.GetUtcNow().UtcTicks - time.Value.UtcTicks) * 100,
        _ => 0,
    };

    private static string Rounded(long nanoseconds)
    {
        var seconds = Math.Abs((decimal)nanoseconds) / 1_000_000_000m;
        (decimal Size, string Name)[] units = [(31_536_000, "y"), (2_592_000, "mo"), (86_400, "d"), (3_600, "h"), (60, "m"), (1, "s")];
        foreach (var (size, name) in units)
            if (seconds >= size)
                return $"{decimal.Truncate(seconds / size)}{name}";
        return "0s";
    }
}
