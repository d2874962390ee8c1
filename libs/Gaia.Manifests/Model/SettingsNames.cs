using Gaia.Documents;
using Gaia.Manifests.Aspire;
using Gaia.Manifests.Settings;

namespace Gaia.Manifests.Model;

/// <summary>Refuses settings for what the manifest does not have.</summary>
internal static class SettingsNames
{
    public static void Check(AspireManifest manifest, EnvironmentSettings settings, FaultList faults)
    {
        Refuse("resources", "resource", settings.Resources.Keys, [.. manifest.Resources.Select(resource => resource.Name)], faults);
        Refuse("parameters", "parameter", settings.Parameters.Keys, [.. manifest.Resources.SelectMany(Parameters)], faults);
        // Also of what runs elsewhere in this environment: the common level may speak of it.
        Refuse("storage.volumes", "volume", settings.Storage.Volumes.Keys, [.. manifest.Resources.OfType<ProgramResource>().SelectMany(program => program.Volumes).Select(volume => volume.Name).OfType<string>()], faults);
    }

    public static void CheckPlaces(AspireManifest manifest, IReadOnlyList<SecretValue> secrets, EnvironmentSettings settings, FaultList faults) =>
        Refuse("secrets.places", "secret", settings.Secrets.Places.Keys, [.. manifest.Resources.SelectMany(Parameters), .. Named(settings), .. secrets.Select(secret => secret.Parameter)], faults);

    // Also where nobody needs them in this environment.
    private static IEnumerable<string> Named(EnvironmentSettings settings) =>
        settings.Resources.Values.SelectMany(own => own.SecretEnvironment.Values.Append(own.External?.ConnectionString).OfType<string>()).Concat(settings.Telemetry.SecretHeaders.Values);

    private static IEnumerable<string> Parameters(AspireResource resource) => resource switch
    {
        ParameterResource parameter => [parameter.Name, .. parameter.Inputs.Select(input => $"{parameter.Name}.{input.Name}")],
        ProgramResource program => program.Inputs.Select(input => $"{program.Name}.{input.Name}"),
        _ => [],
    };

    private static void Refuse(string section, string kind, IEnumerable<string> asked, IReadOnlyList<string> known, FaultList faults)
    {
        foreach (var name in asked.Except(known, StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal))
        {
            var near = NearestNames.Of(name, known);
            var words = near.Count > 0 ? $"is {string.Join(" or ", near)} meant?" : known.Count == 0 ? "it has none." : $"it has {string.Join(", ", known.Distinct().Order(StringComparer.Ordinal).Take(10))}{(known.Count > 10 ? ", ..." : ".")}";
            faults.Add("settings.unknown-resource", $"In the settings, `{section}.{name}`: the manifest has no {kind} {name}; {words}");
        }
    }
}
