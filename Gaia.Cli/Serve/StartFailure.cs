using Gaia.Cli.Hosting;

namespace Gaia.Cli.Serve;

/// <summary>Why Gaia did not start, out of its log.</summary>
internal static class StartFailure
{
    private const string Refusal = "Error: ";
    private const int TailLines = 20;

    /// <param name="what">"Gaia did not start (exit code 1)."</param>
    /// <param name="lines">
    /// Of the log. The AppHost's own refusals begin at the margin and go on indented; lines of services have their name before them:
    /// <code>
    /// worker | info: Microsoft.Hosting.Lifetime[0]
    /// Error: 'worker' cannot start: Gaia__Jobs__Lease is '30': it takes 00:00:01 to 01:00:00.
    /// </code>
    /// </param>
    public static CliException Of(string what, string log, IReadOnlyList<string> lines) => Refusals(lines) is { Count: > 0 } refusals
        ? new($"{what} {refusals[0][Refusal.Length..]}", ExitCodes.Failed, [.. refusals.Skip(1).Select(line => line.Trim()), $"The whole log is {log}"])
        : new($"{what} The end of {log}:", ExitCodes.Failed, [.. Tail(lines)]);

    public static IEnumerable<string> Tail(IReadOnlyList<string> lines) => lines.TakeLast(TailLines);

    private static List<string> Refusals(IReadOnlyList<string> lines)
    {
        List<string> found = [];
        var inRefusal = false;
        foreach (var line in lines)
        {
            inRefusal = line.StartsWith(Refusal, StringComparison.Ordinal) || (inRefusal && line.StartsWith("  ", StringComparison.Ordinal));
            if (inRefusal) found.Add(line);
        }
        return found;
    }
}
