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
        CheckImages(manifest, settings, faults);
        CheckNotSecret(manifest, settings, faults);
    }

    private static void CheckImages(AspireManifest manifest, EnvironmentSettings settings, FaultList faults) => Refuse("images.digests", "image", settings.Images.Digests.Keys,
        [.. manifest.Resources.OfType<ProgramResource>().Select(program => program.Source is PublishedImage published ? ImageReference.Parse(published.Image).Repository : ResourceName.Of(program.Name))], faults);

    private static void CheckNotSecret(AspireManifest manifest, EnvironmentSettings settings, FaultList faults)
    {
        foreach (var (name, own) in settings.Resources)
            if (manifest.Find(name) is { } resource)
                foreach (var unknown in own.NotSecret.Except([.. Checked(resource), .. own.EveryVariable, .. own.Environment.Keys]).Where(path => !IsMounted(resource, path)))
                {
                    var near = NearestNames.Of(unknown, Checked(resource).Concat(own.EveryVariable));
                    faults.Add("settings.unknown-resource", $"In the settings, `resources.{name}.notSecret`: {resource.Name} has no {(unknown.StartsWith('/') ? "mounted file" : "variable")} {unknown}{(near.Count > 0 ? $"; is {string.Join(" or ", near)} meant?" : ".")}");
                }
    }

    // What of a resource may look like a secret, by name.
    private static IEnumerable<string> Checked(AspireResource resource) => resource switch
    {
        ProgramResource program =>
        [
            "args", .. program.Environment.Select(variable => EnvironmentValues.Written(variable.Key)), .. (program.Source as BuiltImage)?.Args.Select(arg => arg.Key) ?? [],
        ],
        DaprComponentResource component => component.Metadata.Select(entry => entry.Key),
        _ => [],
    };

    private static bool IsMounted(AspireResource resource, string path) => resource is ProgramResource program
        && program.BindMounts.Any(mount => path == mount.Target.TrimEnd('/') || path.StartsWith($"{mount.Target.TrimEnd('/')}/", StringComparison.Ordinal));

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
