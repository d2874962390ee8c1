using Gaia.Documents.Nodes;
using Gaia.Manifests.Model;
using Gaia.Manifests.Settings;

namespace Gaia.Manifests.Objects.Secrets;

/// <summary>Which secrets a workload has, and what is known of them here.</summary>
internal static class SecretUse
{
    public static IEnumerable<string> Keys(Workload workload) => workload.Environment.Select(variable => variable.Value)
        .Concat(workload.Command).Concat(workload.Args)
        .SelectMany(value => value.Parts).OfType<SecretPart>().Select(part => part.Key)
        .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    /// <summary>The values where they are written here; else where they lie. Only a digest of it is written down.</summary>
    public static MapNode Content(AppModel model, Workload workload) => Fields.Map(Keys(workload).Select(key => KeyValuePair.Create(key, Content(model, key))));

    /// <summary>Names of Secrets whose values change without an apply, separated by commas.</summary>
    public static string? ChangedElsewhere(AppModel model, Workload workload) =>
        model.Settings.Secrets.Provider == SecretProvider.Plain || !Keys(workload).Any() ? null
        : string.Join(',', Keys(workload).Select(key => SecretPlaces.Of(model, key).Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    private static string Content(AppModel model, string key) => model.Settings.Secrets.Provider switch
    {
        SecretProvider.Plain => SecretObjects.Text(model, SecretPlaces.Find(model, key)),
        SecretProvider.External => SecretObjects.Remote(model, SecretPlaces.Find(model, key)) is var (name, property) ? $"{name}#{property}" : "",
        SecretProvider.Existing => SecretPlaces.Of(model, key) is var (name, place) ? $"{name}#{place}" : "",
    };
}
