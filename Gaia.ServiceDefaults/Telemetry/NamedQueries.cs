using System.Diagnostics;
using System.Text.RegularExpressions;
using OpenTelemetry;

namespace Gaia.ServiceDefaults.Telemetry;

/// <summary>Calls PostgreSQL's spans "insert runs.events", where Npgsql calls them all "postgresql".</summary>
internal sealed partial class NamedQueries : BaseProcessor<Activity>
{
    /// <summary>The first verb whose table is named with its schema, as ours always are.</summary>
    [GeneratedRegex(
        @"\b((?<verb>update)\s+|(?<verb>insert)\s+into\s+|(?<verb>delete)\s+from\s+|(?<verb>select)\b.*?\b(from|join)\s+)(?<table>[a-z_]+\.[a-z_]+)",
        RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Statement();

    public override void OnEnd(Activity data)
    {
        if (data.Source.Name == "Npgsql" && data.GetTagItem("db.query.text") is string sql && NameOf(sql) is { } name)
            data.DisplayName = name;
    }

    internal static string? NameOf(string sql) =>
        Statement().Match(sql) is { Success: true } match ? $"{match.Groups["verb"].Value.ToLowerInvariant()} {match.Groups["table"].Value}" : null;
}
