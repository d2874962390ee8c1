using k8s.Models;

namespace Gaia.Runs.Isolation.Pods;

/// <summary>What is wrong with a pod, in words for the run's owner. Pure: it reads what the cluster says.</summary>
internal static class PodTrouble
{
    private static readonly HashSet<string> Hopeless = ["InvalidImageName", "ErrImageNeverPull", "CreateContainerConfigError"];

    /// <summary>Of a pod that ran.</summary>
    /// <param name="pod">Null if no pod has that name.</param>
    /// <returns>Null where it still lives.</returns>
    public static string? Ended(V1Pod? pod, string name, string? uid)
    {
        if (pod is null || pod.Metadata.Uid != uid)
            return $"The pod {name} is gone: it was deleted or preempted, or its node was removed.";
        var terminated = pod.Status?.ContainerStatuses?.FirstOrDefault()?.State?.Terminated;
        if (pod.Status?.Phase is not ("Failed" or "Succeeded") && terminated is null) return null;
        if (pod.Status?.Reason is { Length: > 0 } reason) return $"The pod {name} on node {pod.Spec.NodeName} ended: {reason}. {pod.Status.Message}".TrimEnd();
        return terminated is { Reason: "OOMKilled" }
            ? $"The pod {name} was ended by the kernel: it needed more memory than its limit (Gaia__RunPods__MemoryLimit)."
            : $"The pod {name} ended{(terminated is null ? "" : $" with exit code {terminated.ExitCode} ({terminated.Reason})")}. {terminated?.Message}".TrimEnd();
    }

    /// <summary>Of a pod that should run soon.</summary>
    /// <param name="events">Of its Job and of itself, the latest last.</param>
    /// <returns>What it waits for, and whether waiting helps.</returns>
    public static (string Words, bool Hopeless) Waiting(V1Job? job, V1Pod? pod, IEnumerable<Corev1Event> events)
    {
        if (job is null) return ("its Job is gone: somebody deleted it", true);
        if (job.Status?.Conditions?.FirstOrDefault(condition => condition is { Type: "Failed", Status: "True" }) is { } failed && pod is null)
            return ($"its Job failed: {failed.Reason} {failed.Message}", true);
        var said = events.LastOrDefault(happened => happened.Type == "Warning") is { } warning ? $"{warning.Reason}: {warning.Message}" : null;
        if (pod is null) return (said ?? "its Job has made no pod yet", false);
        if (Ended(pod, pod.Metadata.Name, pod.Metadata.Uid) is { } ended) return (ended, true);
        if (pod.Metadata.DeletionTimestamp is not null) return ($"the pod {pod.Metadata.Name} is being deleted", true);
        if (pod.Status?.ContainerStatuses?.FirstOrDefault()?.State?.Waiting is { Reason: { Length: > 0 } reason } waiting)
            return ($"{reason}: {waiting.Message ?? said}", Hopeless.Contains(reason));
        if (pod.Status?.Conditions?.FirstOrDefault(condition => condition is { Type: "PodScheduled", Status: "False" }) is { } unscheduled)
            return ($"{unscheduled.Reason}: {unscheduled.Message}", false);
        return (said ?? $"the pod {pod.Metadata.Name} is {pod.Status?.Phase ?? "Pending"}", false);
    }
}
