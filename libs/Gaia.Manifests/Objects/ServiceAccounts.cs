using Gaia.Manifests.Model;

namespace Gaia.Manifests.Objects;

/// <summary>One for each workload, so that rights can be given to one alone.</summary>
internal static class ServiceAccounts
{
    public static string NameOf(Workload workload) => workload.Settings.Account ?? workload.Name;

    public static IEnumerable<KubernetesObject> Of(AppModel model, Workload workload)
    {
        if (workload.Settings.Account is not null) yield break;
        yield return Made.InNamespace(model, "v1", "ServiceAccount", workload.Name, Labels.OfWorkload(model, workload),
            Fields.Map(workload.Settings.AccountAnnotations.OrderBy(pair => pair.Key, StringComparer.Ordinal)),
            ("automountServiceAccountToken", false));
    }
}
