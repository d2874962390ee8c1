using Gaia.Manifests.Model;

namespace Gaia.Manifests.Objects.Pods;

/// <summary>What keeps a workload from meeting the Deployment Safeguards, as only its authors know better.</summary>
internal static class Unguarded
{
    public static IReadOnlyList<NotPublished> Of(AppModel model) => [.. model.Workloads.SelectMany(workload => Of(model, workload))];

    private static IEnumerable<NotPublished> Of(AppModel model, Workload workload)
    {
        if (workload.Kind != WorkloadKind.Job && Probes.Of(model, workload) is null)
            yield return new($"{workload.Resource}.probes", "probes", $"It has no port, so that nobody sees when it hangs (DS002, DS003). Set resources.{workload.Resource}.probes.command to a command that succeeds while it is well", IsLoss: true);
        if (RunPods.IsUndecided(workload))
            yield return new($"{workload.Resource}.runs", "runs", $"Its pods can make no sandboxes, so that it takes no runs and is not ready. Set resources.{workload.Resource}.runPods, which makes each run a Job of its own, or Gaia__Isolation in resources.{workload.Resource}.environment (none: a run sees what the worker sees)", IsLoss: true);
        if (ImageReference.Parse(workload.Image) is { Digest: null, Tag: null or "latest" or "" })
            yield return new($"{workload.Resource}.image", "image", $"{workload.Image} is another image tomorrow (DS009). Set resources.{workload.Resource}.image to one with a version or a digest", IsLoss: false);
    }
}
