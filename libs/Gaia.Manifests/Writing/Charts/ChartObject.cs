using Gaia.Documents.Nodes;
using Gaia.Manifests.Objects;

namespace Gaia.Manifests.Writing.Charts;

/// <summary>One object in every environment.</summary>
/// <param name="Key">Names its template: `api-deployment`.</param>
/// <param name="Variants">One for each environment; null where it is not there.</param>
/// <param name="Namespaces">The application's own, one for each environment.</param>
internal sealed record ChartObject(string Key, IReadOnlyList<KubernetesObject?> Variants, IReadOnlyList<string> Namespaces)
{
    public KubernetesObject Sample => Variants.OfType<KubernetesObject>().First();

    public string Kind => Sample.Kind;

    /// <summary>Name of the workload it belongs to, by its label.</summary>
    public string? Workload => WorkloadOf(Sample);

    public bool IsNamespace => Sample.IsNamespace(Namespaces[Variants.ToList().IndexOf(Sample)]);

    public static IReadOnlyList<ChartObject> All(Published published)
    {
        var environments = published.All.ToList();
        var keys = environments.SelectMany(environment => environment.Objects.Select(item => Identity(item, environment.Namespace))).Distinct().ToList();
        var shared = keys.CountBy(key => key.Key).Where(count => count.Value > 1).Select(count => count.Key).ToHashSet();
        return [.. keys.Select(key => new ChartObject(
            shared.Contains(key.Key) && key.Identity.ForeignNamespace is { } other ? $"{other}-{key.Key}" : key.Key,
            [.. environments.Select(environment => environment.Objects.SingleOrDefault(item => Identity(item, environment.Namespace) == key))],
            [.. environments.Select(environment => environment.Namespace)]))];
    }

    private static string? WorkloadOf(KubernetesObject item) => item.Content.Map("metadata")?.Map("labels")?.Text("app.kubernetes.io/name");

    // A Job's name ends in a digest of what it runs.
    private static (string Key, ObjectIdentity Identity) Identity(KubernetesObject item, string ownNamespace)
    {
        var identity = ObjectIdentity.Of(item, ownNamespace);
        if (item.Kind == "Job" && WorkloadOf(item) is { } workload) identity = identity with { Name = workload };
        var name = item.IsNamespace(ownNamespace) ? "namespace" : $"{identity.Name}-{item.Kind}".ToLowerInvariant();
        return (name, identity);
    }
}
