using Gaia.Documents.Nodes;
using Gaia.Manifests.Model;
using Gaia.Manifests.Objects.Secrets;

namespace Gaia.Manifests.Objects;

internal static class DaprComponents
{
    public static IEnumerable<KubernetesObject> Of(AppModel model) => model.DaprComponents.Select(component => Made.InNamespace(model,
        "dapr.io/v1alpha1", "Component", component.Name, Labels.OfApp(model), null,
        ("spec", Fields.Map(
            ("type", component.ComponentType),
            ("version", "v1"),
            ("metadata", Fields.List(component.Metadata.Select(item => Item(model, item)))))),
        ("auth", component.Metadata.Any(item => item.Value.HasSecret) ? Fields.Map(("secretStore", "kubernetes")) : null),
        ("scopes", Fields.List(component.Scopes).Some())));

    public static IEnumerable<ManifestFault> Faults(AppModel model) =>
        from component in model.DaprComponents
        from item in component.Metadata
        where item.Value is { HasSecret: true, Parts.Count: > 1 }
        select new ManifestFault("dapr.mixed-secret", $"Dapr component '{component.Name}': {item.Key} has a secret inside other text, which Dapr cannot put together. Make the whole value a secret.");

    /// <summary>What Dapr's injector reads of a pod.</summary>
    public static MapNode? Annotations(Workload workload) => workload.Dapr is not { } sidecar ? null : Fields.Map(
        ("dapr.io/enabled", "true"),
        ("dapr.io/app-id", sidecar.AppId),
        ("dapr.io/app-port", sidecar.AppPort?.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        ("dapr.io/app-protocol", workload.Ports.Any(port => port.TargetPort == sidecar.AppPort && port.AppProtocol == "http2") ? "grpc" : null),
        ("dapr.io/sidecar-cpu-request", "100m"),
        ("dapr.io/sidecar-cpu-limit", "1"),
        ("dapr.io/sidecar-memory-request", "128Mi"),
        ("dapr.io/sidecar-memory-limit", "256Mi"),
        ("dapr.io/sidecar-seccomp-profile-type", "RuntimeDefault"));

    private static MapNode Item(AppModel model, KeyValuePair<string, Value> item) => item.Value.Parts is [SecretPart secret]
        ? Fields.Map(("name", item.Key), ("secretKeyRef", SecretPlaces.Of(model, secret.Key).Selector))
        : Fields.Map(("name", item.Key), ("value", item.Value.Text));
}
