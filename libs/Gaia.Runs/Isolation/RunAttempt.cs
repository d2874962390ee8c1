using Gaia.Jobs;
using Gaia.Runs.Execution;

namespace Gaia.Runs.Isolation;

/// <summary>Which attempt at which run a workdir is for.</summary>
/// <param name="Job">The job by which a worker has the run; with the epoch it names the attempt among all there ever are.</param>
/// <param name="Applies">It may change the world.</param>
/// <param name="Say">A word of Gaia's own in the run's log.</param>
internal sealed record RunAttempt(RunId Run, JobId Job, long Epoch, bool Applies, Action<string> Say)
{
    public static RunAttempt Of(Run run, JobContext held, Action<string> say) => new(run.Id, held.Job.Id, held.Job.Epoch, held.Job.Kind == RunJobs.Apply, say);
}
