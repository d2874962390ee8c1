using System.CommandLine;

namespace Gaia.Cli.Configuration;

/// <summary>Names given one by one, separated by commas, or both.</summary>
internal static class Names
{
    public static IReadOnlyList<string> Of(ParseResult parsed, Option<string[]> option) =>
        [.. (parsed.GetValue(option) ?? []).SelectMany(names => names.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
}
