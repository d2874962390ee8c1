using Gaia.Documents.Nodes;
using Gaia.Manifests.Model;
using Gaia.Manifests.Objects.Pods;
using Gaia.Manifests.Objects.Secrets;

namespace Gaia.Manifests.Objects;

internal static class Workloads
{
    private const int StartLimit = 600;

    public static KubernetesObject Of(AppModel model, Workload workload) => workload.Kind switch
    {
        WorkloadKind.Deployment => Deployment(model, workload),
        WorkloadKind.StatefulSet => StatefulSet(model, workload),
        WorkloadKind.Job => Job(model, workload),
    };

    /// <summary>By which its scaler finds it.</summary>
    public static MapNode Reference(Workload workload) => Fields.Map(("apiVersion", "apps/v1"), ("kind", workload.Kind.ToString()), ("name", workload.Name));

    private static KubernetesObject Deployment(AppModel model, Workload workload) => Made.InNamespace(model,
        "apps/v1", "Deployment", workload.Name, Labels.OfPods(model, workload), Annotations(model, workload, Telemetry.Is(workload) ? null : "2"),
        ("spec", Fields.Map(
            ("replicas", Replicas.Written(model, workload)),
            ("revisionHistoryLimit", 5),
            ("progressDeadlineSeconds", Math.Max(StartLimit, 2 * (workload.Settings.Probes?.StartLimit ?? 0))),
            ("strategy", Strategy(model, workload)),
            ("selector", Fields.Map(("matchLabels", Labels.Selector(model, workload)))),
            ("template", PodTemplate.Of(model, workload)))));

    private static MapNode Strategy(AppModel model, Workload workload) => Replicas.IsOneOnly(model, workload)
        ? Fields.Map(("type", "Recreate"))
        : Fields.Map(("type", "RollingUpdate"), ("rollingUpdate", Fields.Map(("maxUnavailable", 0), ("maxSurge", 1))));

    private static KubernetesObject StatefulSet(AppModel model, Workload workload) => Made.InNamespace(model,
        "apps/v1", "StatefulSet", workload.Name, Labels.OfPods(model, workload), Annotations(model, workload, null),
        ("spec", Fields.Map(
            ("replicas", Replicas.Written(model, workload)),
            ("revisionHistoryLimit", 5),
            ("serviceName", Services.Headless(workload)),
            ("updateStrategy", Fields.Map(("type", "RollingUpdate"))),
            ("selector", Fields.Map(("matchLabels", Labels.Selector(model, workload)))),
            ("template", PodTemplate.Of(model, workload)),
            ("volumeClaimTemplates", Claims.Templates(model, workload).Some()))));

    // A job's pods cannot be changed: another template is another job. Finished ones stay, or a repeated apply would run them again.
    private static KubernetesObject Job(AppModel model, Workload workload)
    {
        var template = PodTemplate.Of(model, workload);
        return Made.InNamespace(model, "batch/v1", "Job", $"{workload.Name}-{Digest.Of(template, 8)}",
            Labels.OfPods(model, workload), Annotations(model, workload, "1"),
            ("spec", Fields.Map(("backoffLimit", 6), ("template", template))));
    }

    // Argo CD goes on to the next wave when the one before is well. Reloader restarts pods whose Secret was changed by somebody else.
    private static MapNode Annotations(AppModel model, Workload workload, string? wave) => Made.Merged(
        Fields.Map(("argocd.argoproj.io/sync-wave", wave)),
        workload.Kind == WorkloadKind.Job ? null : Fields.Map(("secret.reloader.stakater.com/reload", SecretUse.ChangedElsewhere(model, workload))));
}
