using Gaia.Runs.Terraform;

namespace Gaia.Runs.Isolation.Pods;

/// <summary>What a worker that died had left in the cluster, and what became of it.</summary>
/// <param name="Any">There was a pod.</param>
/// <param name="Gentle">Nothing had to be killed.</param>
/// <param name="Work">Where the files of its last program are now; null where none were to be had.</param>
/// <param name="Lost">Why nothing more was to be had of a pod that applied.</param>
internal sealed record LeftPods(bool Any, bool Gentle, WorkDirectory? Work, string? Lost = null)
{
    public static LeftPods None { get; } = new(false, true, null);

    public LeftPods With(LeftPods other) => new(Any || other.Any, Gentle && other.Gentle, Work ?? other.Work, Lost ?? other.Lost);
}
