using Gaia.Documents.Nodes;
using Gaia.Manifests.Model;

namespace Gaia.Manifests.Objects;

internal static class Labels
{
    public const string Name = "app.kubernetes.io/name";

    public const string PartOf = "app.kubernetes.io/part-of";

    /// <summary>`before`: has to have ended before what is `app` starts.</summary>
    public const string Phase = "gaia.dev/phase";

    public static MapNode OfApp(AppModel model) => Fields.Map((PartOf, model.Settings.App), ("app.kubernetes.io/managed-by", "gaia"));

    /// <param name="name">Of another object than the workload: its pods are not looked for by it.</param>
    public static MapNode OfWorkload(AppModel model, Workload workload, string? name = null) => Fields.Map(
        (Name, name ?? workload.Name),
        (PartOf, model.Settings.App),
        ("app.kubernetes.io/component", Component(workload)),
        ("app.kubernetes.io/managed-by", "gaia"));

    /// <summary>Of the workload itself and of its pods.</summary>
    public static MapNode OfPods(AppModel model, Workload workload) => Fields.Map(
    [
        .. OfWorkload(model, workload).Select(label => new Field(label.Key, label.Value)),
        (Phase, PhaseOf(workload)),
    ]);

    /// <summary>What a workload's pods are found by; never changes.</summary>
    public static MapNode Selector(AppModel model, Workload workload) => Fields.Map((Name, workload.Name), (PartOf, model.Settings.App));

    private static string Component(Workload workload) => workload.Kind switch
    {
        WorkloadKind.Deployment => Telemetry.Is(workload) ? "telemetry" : "application",
        WorkloadKind.StatefulSet => Telemetry.Is(workload) ? "telemetry" : "store",
        WorkloadKind.Job => "job",
    };

    private static string? PhaseOf(Workload workload) => workload.Kind switch
    {
        WorkloadKind.Job => "before",
        WorkloadKind.Deployment when !Telemetry.Is(workload) => "app",
        WorkloadKind.Deployment or WorkloadKind.StatefulSet => null,
    };
}
