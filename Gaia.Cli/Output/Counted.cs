namespace Gaia.Cli.Output;

internal static class Counted
{
    /// <summary>1 run, 2 runs, 0 runs; 1 entry, 2 entries.</summary>
    public static string Of(long count, string one, string? many = null) => $"{count} {(count == 1 ? one : many ?? $"{one}s")}";
}
