namespace Gaia.Manifests.Settings;

/// <summary>A schedule as Velero reads it: minute, hour, day of the month, month, day of the week; or `@daily`, `@every 6h`.</summary>
internal static class CronText
{
    private static readonly string[] Words = ["@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly"];

    private static readonly CronField[] Fields =
    [
        new("minute", 0, 59, []),
        new("hour", 0, 23, []),
        new("day of the month", 1, 31, []),
        new("month", 1, 12, ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]),
        new("day of the week", 0, 6, ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]),
    ];

    /// <summary>What is wrong with it, in words; null: nothing. What is not of five fields at all the schema refuses.</summary>
    public static string? Fault(string text)
    {
        if (text.StartsWith('@'))
            return Words.Contains(text) || text.StartsWith("@every ", StringComparison.Ordinal) ? null : $"{text} is not one of {string.Join(", ", Words)}, @every DURATION";
        var parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length != Fields.Length) return null;
        for (var i = 0; i < parts.Length; i++)
            if (!parts[i].Split(',').All(Fields[i].Takes))
                return $"the {Fields[i].Name} '{parts[i]}' is not one of {Fields[i].First} to {Fields[i].Last}, *, ranges (a-b), lists (a,b) and steps (*/n) of them";
        return null;
    }

    private sealed record CronField(string Name, int First, int Last, string[] Names)
    {
        // 1, 1-5, */15, 8-18/2, mon-fri
        public bool Takes(string item)
        {
            if (item.Split('/') is not [var range, .. var steps] || steps.Length > 1) return false;
            if (steps is [var step] && !(int.TryParse(step, System.Globalization.NumberStyles.None, null, out var every) && every > 0)) return false;
            if (range is "*" or "?") return true;
            var ends = range.Split('-');
            return ends.Length switch
            {
                1 => Number(ends[0]) is not null,
                2 => Number(ends[0]) is { } from && Number(ends[1]) is { } to && from <= to,
                _ => false,
            };
        }

        private int? Number(string text)
        {
            var named = Array.FindIndex(Names, name => string.Equals(name, text, StringComparison.OrdinalIgnoreCase));
            if (named >= 0) return First + named;
            return int.TryParse(text, System.Globalization.NumberStyles.None, null, out var number) && number >= First && number <= Last ? number : null;
        }
    }
}
