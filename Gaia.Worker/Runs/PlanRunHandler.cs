using Gaia.Jobs;
using Gaia.Runs.Execution;

namespace Gaia.Worker.Runs;

internal sealed class PlanRunHandler(PlanRun plan) : IJobHandler
{
    public Task HandleAsync(JobContext context, CancellationToken stopping) => plan.ExecuteAsync(context, stopping);

    public Task BuryAsync(JobContext context, string reason, CancellationToken cancellationToken) => plan.BuryAsync(context, reason);
}
