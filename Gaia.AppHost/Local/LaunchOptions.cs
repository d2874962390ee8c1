namespace Gaia.AppHost.Local;

/// <summary>The options of the AppHost itself, beside those of Aspire.</summary>
internal static class LaunchOptions
{
    private static readonly string[] Flags = ["processes", "containers", "clean", "watch", "console", "no-sample"];
    private static readonly string[] Values = ["port", "dashboard-port", "data-folder", "aws", "announce"];

    /// <summary>What `aspire` and Aspire's publishers hand over.</summary>
    private static readonly string[] Aspires =
    [
        "operation", "publisher", "step", "list-steps", "output-path", "log-level", "include-exception-details", "clear-cache", "yes",
        "dcp-cli-path", "dcp-container-runtime", "dcp-dependency-check-timeout", "dcp-dashboard-path", "environment", "deploy", "isolated",
    ];

    /// <summary>Flags get the value that configuration needs: "--clean --aws local" becomes "--clean=true --aws local".</summary>
    /// <exception cref="CannotStartException">An option that nobody knows.</exception>
    public static string[] Read(string[] args)
    {
        foreach (var name in args.Where(arg => arg.StartsWith("--", StringComparison.Ordinal)).Select(arg => arg[2..].Split('=')[0]))
            if (!Known(name))
                throw new CannotStartException($"'--{name}' is not an option of the AppHost. Its options: {string.Join(", ", Flags.Concat(Values).Select(known => $"--{known}"))}.");
        return [.. args.Select(arg => Flags.Any(flag => arg == $"--{flag}") ? $"{arg}=true" : arg)];
    }

    // A name with a colon or in capitals is a setting: --Gaia:DataDirectory=/srv/gaia, --GAIA_PORT=8081.
    private static bool Known(string name) =>
        Flags.Contains(name) || Values.Contains(name) || Aspires.Contains(name) || name.Contains(':', StringComparison.Ordinal) || name.Any(char.IsUpper);
}
