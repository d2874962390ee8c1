using Gaia.Jobs;
using Gaia.Runs.Terraform;

namespace Gaia.Runs.Execution;

/// <summary>A run as far as it concerns the preparing of its component.</summary>
/// <param name="Held">The job by which this worker has it.</param>
/// <param name="Hide">Takes what has turned out to be secret.</param>
internal sealed record RunWork(Run Run, WorkDirectory Directory, JobContext? Held, Action<IEnumerable<string>> Hide);
