using System.Globalization;
using Gaia.Documents.Nodes;
using Gaia.Templates.Values;
using Gaia.Templates.Values.Time;

namespace Gaia.Templates.Functions.Gomplate;

internal static class GomplateTime
{
    private static readonly (string Name, string Layout)[] Layouts =
    [
        ("ANSIC", "Mon Jan _2 15:04:05 2006"), ("UnixDate", "Mon Jan _2 15:04:05 MST 2006"), ("RubyDate", "Mon Jan 02 15:04:05 -0700 2006"),
        ("RFC822", "02 Jan 06 15:04 MST"), ("RFC822Z", "02 Jan 06 15:04 -0700"), ("RFC850", "Monday, 02-Jan-06 15:04:05 MST"),
        ("RFC1123", "Mon, 02 Jan 2006 15:04:05 MST"), ("RFC1123Z", "Mon, 02 Jan 2006 15:04:05 -0700"), ("RFC3339", GoLayout.Rfc3339),
        ("RFC3339Nano", "2006-01-02T15:04:05.999999999Z07:00"), ("Kitchen", "3:04PM"), ("Stamp", "Jan _2 15:04:05"),
        ("StampMilli", "Jan _2 15:04:05.000"), ("StampMicro", "Jan _2 15:04:05.000000"), ("StampNano", "Jan _2 15:04:05.000000000"),
    ];

    private static readonly (string Name, long Nanoseconds)[] Units =
    [
        ("Nanosecond", 1), ("Microsecond", 1_000), ("Millisecond", 1_000_000), ("Second", 1_000_000_000),
        ("Minute", 60_000_000_000), ("Hour", 3_600_000_000_000),
    ];

    public static void AddTo(FunctionTable table)
    {
        foreach (var (name, layout) in Layouts) table.Add($"time.{name}", 0, _ => Make.Text(layout));
        foreach (var (name, unit) in Units) table.Add($"time.{name}", 1, call => new DurationNode(unchecked(unit * Convert.Int(call[0]))));
        table.Add("time.Now", 0, call => Zones.Local(call.Options.Host.Clock.GetUtcNow()));
        table.Add("time.ZoneName", 0, call => Make.Text(Zones.Local(call.Options.Host.Clock.GetUtcNow()).Zone));
        table.Add("time.ZoneOffset", 0, call => Make.Int((long)TimeZoneInfo.Local.GetUtcOffset(call.Options.Host.Clock.GetUtcNow()).TotalSeconds));
        table.Add("time.Parse", 2, call => Parse(call, call.String(0), Convert.Text(call, 1), TimeZoneInfo.Utc));
        table.Add("time.ParseLocal", 2, call => Parse(call, call.String(0), Convert.Text(call, 1), TimeZoneInfo.Local));
        table.Add("time.ParseInLocation", 3, call => Parse(call, call.String(0), Convert.Text(call, 2),
            Zones.Find(call.String(1)) ?? throw call.Fail($"unknown time zone {call.String(1)}")));
        table.Add("time.ParseDuration", 1, call => new DurationNode(GoDuration.Parse(Convert.Text(call, 0))
            ?? throw call.Fail($"time: invalid duration \"{Convert.Text(call, 0)}\"")));
        table.Add("time.Unix", 1, Unix);
        table.Add("time.Since", 1, call => new DurationNode((call.Options.Host.Clock.GetUtcNow().UtcTicks - Time(call).Value.UtcTicks) * 100));
        table.Add("time.Until", 1, call => new DurationNode((Time(call).Value.UtcTicks - call.Options.Host.Clock.GetUtcNow().UtcTicks) * 100));
    }

    private static TimeNode Parse(TemplateCall call, string layout, string text, TimeZoneInfo zone) =>
        LayoutParser.Parse(layout, text, zone) ?? throw call.Fail($"parsing time \"{text}\" as \"{layout}\": cannot parse");

    private static TimeNode Time(TemplateCall call) => call[0] as TimeNode ?? throw call.Fail($"expected a time, got {Shape.GoType(call[0])}");

    private static TimeNode Unix(TemplateCall call)
    {
        if (!decimal.TryParse(Convert.Text(call, 0), NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) || Math.Abs(seconds) > 60_000_000_000)
            throw call.Fail($"'{Convert.Text(call, 0)}' is not a time in seconds");
        return Zones.Local(DateTimeOffset.UnixEpoch.AddTicks((long)(seconds * TimeSpan.TicksPerSecond)));
    }
}
