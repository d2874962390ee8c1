namespace Gaia.Cli.Hosting;

/// <summary>Colours are for a terminal only, unless asked for; NO_COLOR and --no-color always win.</summary>
internal static class ColorChoice
{
    public static bool Decide(IReadOnlyList<string> args, IReadOnlyDictionary<string, string> environment, bool isTerminal)
    {
        if (AreOff(args, environment)) return false;
        if (args.Contains("--force-color") || environment.IsOn("CLICOLOR_FORCE") || environment.IsOn("ATMOS_FORCE_COLOR")) return true;
        return isTerminal && environment.GetValueOrDefault("TERM") != "dumb";
    }

    /// <summary>Somebody said so, terminal or not.</summary>
    public static bool AreOff(IReadOnlyList<string> args, IReadOnlyDictionary<string, string> environment) =>
        args.Contains("--no-color") || environment.GetValueOrDefault("NO_COLOR") is { Length: > 0 };
}
