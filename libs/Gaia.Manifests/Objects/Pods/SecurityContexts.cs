using Gaia.Documents.Nodes;
using Gaia.Manifests.Model;

namespace Gaia.Manifests.Objects.Pods;

internal static class SecurityContexts
{
    public static MapNode OfPod(Workload workload)
    {
        var user = workload.Settings.User ?? workload.Facts.User;
        return Fields.Map(
            ("runAsNonRoot", true),
            ("runAsUser", user),
            ("runAsGroup", user),
            ("fsGroup", user),
            // A large volume is not walked through at each start.
            ("fsGroupChangePolicy", "OnRootMismatch"),
            ("seccompProfile", Fields.Map(("type", "RuntimeDefault"))));
    }

    public static MapNode OfContainer(Workload workload) => Fields.Map(
        ("allowPrivilegeEscalation", false),
        ("privileged", false),
        ("readOnlyRootFilesystem", workload.Settings.ReadOnlyRoot ?? workload.Facts.IsReadOnly),
        ("runAsNonRoot", true),
        ("capabilities", Fields.Map(("drop", Fields.List(["ALL"])))));
}
