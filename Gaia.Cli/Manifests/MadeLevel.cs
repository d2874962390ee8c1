using Gaia.Manifests;
using Gaia.Manifests.Settings;
using Gaia.Manifests.Writing;

namespace Gaia.Cli.Manifests;

/// <summary>A level of the settings as objects, or why it cannot be made.</summary>
internal sealed record MadeLevel(string Name, PublishedEnvironment? Result, ManifestFaultsException? Faults)
{
    public static MadeLevel Of(DeploySettings settings, string name, Func<string, EnvironmentSettings, PublishedEnvironment> make)
    {
        try
        {
            return new(name, make(name, settings.For(name)), null);
        }
        catch (ManifestFaultsException several)
        {
            return new(name, null, several);
        }
    }

    /// <summary>What the settings' own level lacks and environments have, it takes of the first: they say all that they need over it anyway.</summary>
    /// <param name="lenders">Environments that can be made.</param>
    public MadeLevel WithLent(DeploySettings settings, IReadOnlyList<string> lenders, Func<string, EnvironmentSettings, PublishedEnvironment> make)
    {
        var (level, asked) = (this, new HashSet<string>(StringComparer.Ordinal));
        while (level.Faults is { } several)
        {
            var before = settings;
            foreach (var pointer in several.Faults.Select(fault => fault.Lacks).OfType<string>().Where(asked.Add)) settings = settings.Lent(lenders, pointer) ?? settings;
            if (settings == before) break;
            level = Of(settings, Name, make);
        }

        return level;
    }
}
