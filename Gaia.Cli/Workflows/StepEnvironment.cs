using System.Globalization;
using Gaia.Cli.Hosting;
using Gaia.Cli.Processes;
using Gaia.Stacks.Configuration;

namespace Gaia.Cli.Workflows;

/// <summary>The environment of steps of workflows and custom commands, which were written for Atmos.</summary>
internal static class StepEnvironment
{
    private const string Depth = "ATMOS_SHLVL";
    private const int Deepest = 10;

    public static IReadOnlyDictionary<string, string> Of(
        CliContext context, AtmosConfiguration configuration, IEnumerable<IReadOnlyDictionary<string, string>> layers)
    {
        var environment = context.Environment.With(configuration.Env.Select(entry => KeyValuePair.Create(entry.Key, entry.Value.ToString() ?? "")));
        foreach (var layer in layers) environment = environment.With(layer);
        // What was chosen for the whole holds for its steps.
        if (context.Settings.Context is { } chosen) environment = environment.With([new("GAIA_CONTEXT", chosen)]);
        return AtmosOnPath.Add(environment.With([new(Depth, Deeper(context).ToString(CultureInfo.InvariantCulture))]));
    }

    // A command whose steps call it again would start processes without end.
    private static int Deeper(CliContext context)
    {
        var depth = int.TryParse(context.Environment.GetValueOrDefault(Depth), CultureInfo.InvariantCulture, out var known) ? known + 1 : 1;
        return depth <= Deepest ? depth : throw new CliException(
            $"{Depth} exceeds maximum allowed depth. Infinite recursion? current={depth}, max={Deepest}", ExitCodes.Failed,
            "Look for a custom command or workflow that calls itself.");
    }
}
