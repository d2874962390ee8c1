using Gaia.Documents.Nodes;
using Gaia.Manifests.Model;

namespace Gaia.Manifests.Objects;

/// <summary>
/// What runs in pods of their own need: a namespace in which nothing else is, an account without rights for them, and the worker's rights there, which are
/// those of deploy/kubernetes/runs.yaml.
/// </summary>
internal static class RunPodObjects
{
    public static IEnumerable<KubernetesObject> Of(AppModel model, Workload workload) => workload.Runs is { } place ? Of(model, workload, place) : [];

    private static IEnumerable<KubernetesObject> Of(AppModel model, Workload workload, RunPlace place)
    {
        var rights = $"{workload.Name}-runs";
        yield return Made.Whole("v1", "Namespace", null, place.Namespace, Made.Merged(Labels.OfApp(model), Namespaces.Security), null);
        yield return Made.Whole("v1", "ServiceAccount", place.Namespace, place.Account, Labels.OfApp(model),
            Fields.Map(workload.Settings.RunPods!.AccountAnnotations.OrderBy(pair => pair.Key, StringComparer.Ordinal)),
            ("automountServiceAccountToken", false));
        yield return Made.Whole("rbac.authorization.k8s.io/v1", "Role", place.Namespace, rights, Labels.OfApp(model), null, ("rules", Fields.List(
            Rule("batch", ["jobs"], ["create", "get", "list", "delete"]),
            Rule("", ["pods"], ["get", "list", "delete"]),
            Rule("", ["pods/exec"], ["get", "create"]),
            Rule("", ["events"], ["list"]),
            Rule("networking.k8s.io", ["networkpolicies"], ["list"]))));
        yield return Made.Whole("rbac.authorization.k8s.io/v1", "RoleBinding", place.Namespace, rights, Labels.OfApp(model), null,
            ("roleRef", Fields.Map(("apiGroup", "rbac.authorization.k8s.io"), ("kind", "Role"), ("name", rights))),
            ("subjects", Fields.List(Fields.Map(("kind", "ServiceAccount"), ("name", ServiceAccounts.NameOf(workload)), ("namespace", model.Settings.Namespace)))));
    }

    private static MapNode Rule(string group, string[] resources, string[] verbs) =>
        Fields.Map(("apiGroups", Fields.List([group])), ("resources", Fields.List(resources)), ("verbs", Fields.List(verbs)));
}
