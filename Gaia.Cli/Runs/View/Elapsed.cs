using System.Globalization;

namespace Gaia.Cli.Runs.View;

internal static class Elapsed
{
    /// <summary>"4s", "1m05s", "2h03m".</summary>
    public static string Short(TimeSpan span) => span switch
    {
        { TotalMinutes: < 1 } => Format($"{Math.Max(0, (int)span.TotalSeconds)}s"),
        { TotalHours: < 1 } => Format($"{span.Minutes}m{span.Seconds:00}s"),
        _ => Format($"{(int)span.TotalHours}h{span.Minutes:00}m"),
    };

    /// <summary>"just now", "5 minutes ago", "2026-11-24 08:00".</summary>
    public static string Ago(DateTimeOffset at, DateTimeOffset now) => (now - at) switch
    {
        { TotalSeconds: < 60 } => "just now",
        { TotalMinutes: < 60 } span => Count((int)span.TotalMinutes, "minute"),
        { TotalHours: < 24 } span => Count((int)span.TotalHours, "hour"),
        { TotalDays: < 14 } span => Count((int)span.TotalDays, "day"),
        _ => at.ToLocalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
    };

    private static string Count(int number, string unit) => $"{number} {unit}{(number == 1 ? "" : "s")} ago";

    private static string Format(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
