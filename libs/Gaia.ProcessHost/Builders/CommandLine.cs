namespace Gaia.ProcessHost;

internal static class CommandLine
{
    /// <summary>Flags get the value that configuration needs: "--clean --aws local" is "--clean=true --aws local".</summary>
    public static string[] WithFlagValues(string[] args) =>
    [
        .. args.Select((argument, i) =>
            argument.StartsWith("--", StringComparison.Ordinal) && argument.Length > 2 && !argument.Contains('=', StringComparison.Ordinal)
            && (i + 1 == args.Length || args[i + 1].StartsWith("--", StringComparison.Ordinal))
                ? $"{argument}=true"
                : argument)
    ];
}
