using Gaia.Runs.Terraform;

namespace Gaia.Runs.Isolation.Pods;

/// <summary>What a worker that died had left in the cluster, and what became of it.</summary>
/// <param name="Any">There was a Job.</param>
/// <param name="Gentle">Each program was seen to end; none had to be killed.</param>
/// <param name="Work">Where the errored.tfstate of the apply is now, if it left one; null if nothing was to be had.</param>
/// <param name="Lost">Why nothing was to be had of a pod that applied.</param>
/// <param name="Kept">How to look into the pod that has it still, in which nothing runs any more; null if it was deleted.</param>
internal sealed record LeftPods(bool Any, bool Gentle, WorkDirectory? Work, string? Lost = null, string? Kept = null)
{
    public static LeftPods None { get; } = new(false, true, null);

    public LeftPods With(LeftPods other) => new(Any || other.Any, Gentle && other.Gentle, Work ?? other.Work, Lost ?? other.Lost, Kept ?? other.Kept);
}
