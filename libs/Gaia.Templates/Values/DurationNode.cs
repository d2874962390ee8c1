using System.Globalization;
using Gaia.Documents.Nodes;

namespace Gaia.Templates.Values;

/// <summary>Go's time.Duration: nanoseconds, printed as 1h2m3.5s.</summary>
internal sealed class DurationNode(long nanoseconds) : ObjectNode
{
    public long Nanoseconds => nanoseconds;

    public override string GoType => "time.Duration";

    public override Node? Member(string name, Node[] arguments) => name switch
    {
        "Hours" => new FloatNode(nanoseconds / 3.6e12),
        "Minutes" => new FloatNode(nanoseconds / 6e10),
        "Seconds" => new FloatNode(nanoseconds / 1e9),
        "Milliseconds" => new IntNode(nanoseconds / 1_000_000),
        "Microseconds" => new IntNode(nanoseconds / 1_000),
        "Nanoseconds" => new IntNode(nanoseconds),
        "String" => new StringNode(ToString()),
        "Abs" => new DurationNode(Math.Abs(nanoseconds)),
        "Round" when arguments is [DurationNode unit] => new DurationNode(RoundTo(unit.Nanoseconds)),
        "Truncate" when arguments is [DurationNode unit] => new DurationNode(unit.Nanoseconds <= 0 ? nanoseconds : nanoseconds - nanoseconds % unit.Nanoseconds),
        _ => null,
    };

    public long RoundTo(long unit)
    {
        if (unit <= 0) return nanoseconds;
        var rest = Math.Abs(nanoseconds) % unit;
        var rounded = Math.Abs(nanoseconds) - rest + (rest * 2 >= unit ? unit : 0);
        return nanoseconds < 0 ? -rounded : rounded;
    }

    public override string ToString()
    {
        if (nanoseconds == 0) return "0s";
        var sign = nanoseconds < 0 ? "-" : "";
        var total = (decimal)nanoseconds;
        if (total < 0) total = -total;
        if (total < 1_000) return $"{sign}{total}ns";
        if (total < 1_000_000) return sign + Number(total / 1_000m) + "µs";
        if (total < 1_000_000_000) return sign + Number(total / 1_000_000m) + "ms";
        var seconds = total / 1_000_000_000m;
        var minutes = decimal.Truncate(seconds / 60);
        var hours = decimal.Truncate(minutes / 60);
        var text = Number(seconds - minutes * 60) + "s";
        if (minutes > 0) text = $"{minutes - hours * 60}m{text}";
        return hours > 0 ? $"{sign}{hours}h{text}" : sign + text;
    }

    private static string Number(decimal value) => value.ToString("0.#########", CultureInfo.InvariantCulture);
}
