using Gaia.Manifests.Settings;

namespace Gaia.Manifests.Model;

/// <summary>What Gaia's worker is told where its runs are pods of their own, and what is known of its image.</summary>
internal static class RunPods
{
    public const string Image = "gaia-worker", Isolation = "Gaia__Isolation";

    private const string Url = "Gaia__Url";

    /// <summary>A worker that nobody told where its runs go: outside of Development it takes none.</summary>
    public static bool IsUndecided(Workload workload) =>
        ImageReference.Parse(workload.Image).LastPart == Image && workload.Environment.All(variable => variable.Key != Isolation) && !workload.Settings.MakesSandboxes;

    /// <param name="image">The worker's, which has what a run needs.</param>
    public static WorkloadSettings Told(EnvironmentSettings settings, WorkloadSettings own, string image)
    {
        if (own.RunPods is null) return own;
        var pulls = settings.ImagePullSecrets.Select((name, i) => KeyValuePair.Create($"Gaia__RunPods__ImagePullSecrets__{i}", name)).ToList();
        KeyValuePair<string, string>[] told =
        [
            new(Isolation, "kubernetes"), new("Gaia__RunPods__Namespace", Namespace(settings, own.RunPods)), new("Gaia__RunPods__ServiceAccount", Account(settings)),
            new("Gaia__RunPods__Image", image), .. pulls,
        ];
        return own with
        {
            MountsToken = true,
            Environment = told.ExceptBy(own.Environment.Keys, pair => pair.Key).Concat(own.Environment).ToDictionary(StringComparer.Ordinal),
            // Names of Secrets.
            NotSecret = [.. own.NotSecret, .. pulls.Select(pair => pair.Key)],
        };
    }

    /// <summary>The environment with an address of the API that holds in the other namespace too, and the place of the pods.</summary>
    public static (IReadOnlyList<KeyValuePair<string, Resolved>> Values, RunPlace? Place) Of(
        EnvironmentSettings settings, WorkloadSettings own, Locations locations, IReadOnlyList<KeyValuePair<string, Resolved>> values)
    {
        if (own.RunPods is null) return (values, null);
        var url = values.FirstOrDefault(pair => pair.Key == Url).Value;
        var api = (url?.Uses ?? []).Select(use => use.Binding is { } binding ? locations.Find(use.Resource, binding) : null).OfType<BindingAddress>().FirstOrDefault();
        var place = new RunPlace(Namespace(settings, own.RunPods), Account(settings), api?.Host, api?.TargetPort ?? 0);
        return (api is null ? values : [.. values.Select(pair => pair.Key == Url ? KeyValuePair.Create(pair.Key, Whole(pair.Value, api.Host, settings.Namespace)) : pair)], place);
    }

    private static Resolved Whole(Resolved url, string host, string space) => url.Value.Parts is [TextPart { Text: var text }]
        ? url with { Value = Value.Of(text.Replace($"//{host}:", $"//{host}.{space}.svc:", StringComparison.Ordinal)) }
        : url;

    private static string Namespace(EnvironmentSettings settings, RunPodSettings pods) => pods.Namespace ?? $"{settings.Namespace}-runs";

    private static string Account(EnvironmentSettings settings) => $"{settings.App}-run";
}
