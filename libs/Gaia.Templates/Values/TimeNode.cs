using Gaia.Documents.Nodes;
using Gaia.Templates.Values.Time;

namespace Gaia.Templates.Values;

/// <summary>Go's time.Time: an instant in a zone.</summary>
internal sealed class TimeNode(DateTimeOffset value, string zone) : ObjectNode
{
    public DateTimeOffset Value => value;

    /// <summary>What MST prints: UTC, CET, or +0200 where the zone has no short name.</summary>
    public string Zone => zone;

    public override string GoType => "time.Time";

    public override string ToString() => GoLayout.Format(this, "2006-01-02 15:04:05.999999999 -0700 MST");

    public override Node? Member(string name, Node[] arguments) => (name, arguments) switch
    {
        ("Format", [StringNode layout]) => new StringNode(GoLayout.Format(this, layout.Value)),
        ("Year", []) => new IntNode(value.Year),
        ("Month", []) => new StringNode(value.ToString("MMMM", System.Globalization.CultureInfo.InvariantCulture)),
        ("Day", []) => new IntNode(value.Day),
        ("Hour", []) => new IntNode(value.Hour),
        ("Minute", []) => new IntNode(value.Minute),
        ("Second", []) => new IntNode(value.Second),
        ("Nanosecond", []) => new IntNode(value.Ticks % TimeSpan.TicksPerSecond * 100),
        ("Weekday", []) => new StringNode(value.DayOfWeek.ToString()),
        ("YearDay", []) => new IntNode(value.DayOfYear),
        ("Unix", []) => new IntNode(value.ToUnixTimeSeconds()),
        ("UnixMilli", []) => new IntNode(value.ToUnixTimeMilliseconds()),
        ("UnixNano", []) => new IntNode((value.UtcTicks - DateTime.UnixEpoch.Ticks) * 100),
        ("UTC", []) => new TimeNode(value.ToUniversalTime(), "UTC"),
        ("Local", []) => Zones.Local(value),
        ("String", []) => new StringNode(ToString()),
        ("IsZero", []) => new BoolNode(value == DateTimeOffset.MinValue),
        ("Add", [DurationNode span]) => Shift(span.Nanoseconds),
        ("Add", [IntNode span]) => Shift(span.Value),
        ("AddDate", [IntNode years, IntNode months, IntNode days]) => AddDate(years.Value, months.Value, days.Value),
        ("Sub", [TimeNode other]) => new DurationNode((value.UtcTicks - other.Value.UtcTicks) * 100),
        ("Before", [TimeNode other]) => new BoolNode(value < other.Value),
        ("After", [TimeNode other]) => new BoolNode(value > other.Value),
        ("Equal", [TimeNode other]) => new BoolNode(value == other.Value),
        ("Round" or "Truncate", [DurationNode unit]) => Cut(unit.Nanoseconds, name == "Round"),
        _ => null,
    };

    public TimeNode Shift(long nanoseconds)
    {
        try
        {
            return Zones.Same(this, value.AddTicks(nanoseconds / 100));
        }
        catch (ArgumentOutOfRangeException)
        {
            throw new TemplateCallException("the time lies outside the years 1 to 9999");
        }
    }

    // Go counts on over the end of a month: January 31 and one month is March 3.
    private TimeNode AddDate(long years, long months, long days)
    {
        try
        {
            var first = new DateTimeOffset(value.Year, value.Month, 1, 0, 0, 0, value.Offset);
            var moved = first.AddMonths(checked((int)(years * 12 + months))).AddDays(value.Day - 1 + days) + value.TimeOfDay;
            return Zones.Same(this, moved);
        }
        catch (Exception e) when (e is ArgumentOutOfRangeException or OverflowException)
        {
            throw new TemplateCallException("the time lies outside the years 1 to 9999");
        }
    }

    private TimeNode Cut(long unit, bool round)
    {
        var ticks = unit / 100;
        if (ticks <= 0) return this;
        var rest = value.UtcTicks % ticks;
        return Shift((round && rest * 2 >= ticks ? ticks - rest : -rest) * 100);
    }
}
