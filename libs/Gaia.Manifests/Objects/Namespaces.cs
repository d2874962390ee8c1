using Gaia.Documents.Nodes;
using Gaia.Manifests.Model;

namespace Gaia.Manifests.Objects;

internal static class Namespaces
{
    public static KubernetesObject Of(AppModel model) => Made.Whole("v1", "Namespace", null, model.Settings.Namespace, Made.Merged(
        Labels.OfApp(model),
        Security,
        // Needs Istio's CNI plugin: its init container asks for more than "restricted" allows.
        model.Settings.IsMeshed ? Fields.Map(("istio-injection", "enabled")) : null), null);

    /// <summary>Of every namespace with pods of the application.</summary>
    public static MapNode Security { get; } = Fields.Map(
        ("pod-security.kubernetes.io/enforce", "restricted"),
        ("pod-security.kubernetes.io/enforce-version", "latest"),
        ("pod-security.kubernetes.io/audit", "restricted"),
        ("pod-security.kubernetes.io/audit-version", "latest"),
        ("pod-security.kubernetes.io/warn", "restricted"),
        ("pod-security.kubernetes.io/warn-version", "latest"));
}
