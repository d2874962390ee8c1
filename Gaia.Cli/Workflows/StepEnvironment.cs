using Gaia.Cli.Hosting;
using Gaia.Cli.Processes;
using Gaia.Stacks.Configuration;

namespace Gaia.Cli.Workflows;

/// <summary>The environment of steps of workflows and custom commands, which were written for Atmos.</summary>
internal static class StepEnvironment
{
    public static IReadOnlyDictionary<string, string> Of(
        CliContext context, AtmosConfiguration configuration, IEnumerable<IReadOnlyDictionary<string, string>> layers)
    {
        var environment = context.Environment.With(configuration.Env.Select(entry => KeyValuePair.Create(entry.Key, entry.Value.ToString() ?? "")));
        foreach (var layer in layers) environment = environment.With(layer);
        // Steps expect terraform to run where they run, one after the other; GAIA_MODE or --remote says otherwise.
        if (!environment.ContainsKey("GAIA_MODE")) environment = environment.With([new("GAIA_MODE", "local")]);
        return AtmosOnPath.Add(environment);
    }
}
