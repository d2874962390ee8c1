using Gaia.Documents.Nodes;
using Gaia.Manifests.Model;

namespace Gaia.Manifests.Objects.Pods;

internal static class PodTemplate
{
    // While a pod that ends sleeps, everyone learns to connect elsewhere: no request meets a process that has stopped listening.
    // The kubelet does it (Kubernetes 1.30), since images without a shell have no command for it.
    private const int Sleep = 5;

    public static MapNode Of(AppModel model, Workload workload) => Fields.Map(
        ("metadata", Fields.Map(
            ("labels", Labels.OfPods(model, workload)),
            ("annotations", Made.Merged(
                Fields.Map(workload.Settings.Annotations),
                DaprComponents.Annotations(workload),
                // Istio's sidecar then ends with the job (Kubernetes 1.29).
                model.Settings.IsMeshed && workload.Kind == WorkloadKind.Job ? Fields.Map(("sidecar.istio.io/nativeSidecar", "true")) : null,
                Checksums.Of(model, workload)).Some()))),
        ("spec", Spec(model, workload)));

    private static MapNode Spec(AppModel model, Workload workload)
    {
        var (settings, scheduling) = (workload.Settings, model.Settings.Scheduling);
        return Fields.Map(
            ("serviceAccountName", ServiceAccounts.NameOf(workload)),
            ("automountServiceAccountToken", settings.MountsToken),
            ("enableServiceLinks", false),
            ("restartPolicy", workload.Kind == WorkloadKind.Job ? "Never" : null),
            ("terminationGracePeriodSeconds", settings.GracePeriod + (Sleeps(workload) ? Sleep : 0)),
            ("securityContext", SecurityContexts.OfPod(workload)),
            ("imagePullSecrets", Fields.List(model.Settings.ImagePullSecrets.Select(name => Fields.Map(("name", name)))).Some()),
            ("nodeSelector", Made.Merged(Fields.Map(scheduling.NodeSelector), Fields.Map(settings.NodeSelector)).Some()),
            ("tolerations", Fields.List(scheduling.Tolerations.Concat(settings.Tolerations).Distinct().Select(TolerationOf)).Some()),
            ("topologySpreadConstraints", Spread.Of(model, workload).Some()),
            ("containers", Fields.List(Container(model, workload))),
            ("volumes", PodVolumes.Of(model, workload).Some()));
    }

    private static MapNode Container(AppModel model, Workload workload)
    {
        var probes = Probes.Of(model, workload);
        var (env, envFrom) = ContainerEnvironment.Of(model, workload);
        return Fields.Map(
            ("name", workload.Name),
            ("image", workload.Image),
            ("imagePullPolicy", model.Settings.Images.PullPolicy),
            ("command", Fields.List(workload.Command.Select(ContainerText.Of)).Some()),
            ("args", Fields.List(workload.Args.Select(ContainerText.Of)).Some()),
            ("ports", Ports(workload).Some()),
            ("env", env.Some()),
            ("envFrom", envFrom.Some()),
            ("startupProbe", probes?.Startup),
            ("livenessProbe", probes?.Liveness),
            ("readinessProbe", probes?.Readiness),
            ("lifecycle", Sleeps(workload) ? Fields.Map(("preStop", Fields.Map(("sleep", Fields.Map(("seconds", Sleep)))))) : null),
            ("resources", Resources.Of(model, workload)),
            ("securityContext", SecurityContexts.OfContainer(workload)),
            ("volumeMounts", PodVolumes.Mounts(model, workload).Some()));
    }

    private static bool Sleeps(Workload workload) => workload is { Kind: WorkloadKind.Deployment, Ports.Count: > 0 };

    private static ListNode Ports(Workload workload) => workload.Kind == WorkloadKind.Job ? ListNode.Empty : Fields.List(workload.Ports.Select(port => Fields.Map(
        ("name", port.Name), ("containerPort", port.TargetPort), ("protocol", port.Protocol))));

    private static MapNode TolerationOf(Settings.Toleration toleration) => Fields.Map(
        ("key", toleration.Key), ("operator", toleration.Operator), ("value", toleration.Value), ("effect", toleration.Effect));
}
