using Gaia.Cli.Hosting;

namespace Gaia.Cli.Configuration;

/// <summary>The options that choose the configuration and hold for every command.</summary>
internal sealed record GlobalSettings
{
    public static GlobalSettings None { get; } = new();

    public string? Chdir { get; init; }

    public string? BasePath { get; init; }

    /// <summary>Files of --config and directories of --config-path, in the order given.</summary>
    public IReadOnlyList<string> ConfigPaths { get; init; } = [];

    public IReadOnlyList<string> Profiles { get; init; } = [];

    public string? LogsLevel { get; init; }

    /// <summary>--context: a name, or none.</summary>
    public string? Context { get; init; }

    /// <summary>--no-color or NO_COLOR: also for the programs that run in place.</summary>
    public bool NoColors { get; init; }

    /// <summary>Takes them out of the raw arguments, wherever they stand; the parser meets them again and checks them.</summary>
    public static GlobalSettings Scan(IReadOnlyList<string> args, IReadOnlyDictionary<string, string> environment) => new()
    {
        Chdir = Last(args, "--chdir", "-C") ?? NotEmpty(environment, "ATMOS_CHDIR"),
        BasePath = Last(args, "--base-path"),
        ConfigPaths = [.. All(args, "--config"), .. All(args, "--config-path")],
        Profiles = [.. All(args, "--profile").SelectMany(Commas)],
        Context = Last(args, "--context"),
        NoColors = ColorChoice.AreOff(args, environment),
        LogsLevel = Last(args, "--logs-level") ?? NotEmpty(environment, "ATMOS_LOGS_LEVEL"),
    };

    private static string? Last(IReadOnlyList<string> args, params ReadOnlySpan<string> names)
    {
        string? last = null;
        foreach (var name in names) last = All(args, name).LastOrDefault() ?? last;
        return last;
    }

    private static IEnumerable<string> All(IReadOnlyList<string> args, string name)
    {
        for (var i = 0; i < args.Count; i++)
        {
            if (args[i] == name && i + 1 < args.Count) yield return args[++i];
            else if (args[i].StartsWith(name + "=", StringComparison.Ordinal)) yield return args[i][(name.Length + 1)..];
        }
    }

    private static string? NotEmpty(IReadOnlyDictionary<string, string> environment, string name) =>
        environment.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

    private static string[] Commas(string value) => value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
