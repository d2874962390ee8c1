using Gaia.Jobs;
using Gaia.Runs.Execution;

namespace Gaia.Worker.Runs;

internal sealed class ApplyRunHandler(ApplyRun apply) : IJobHandler
{
    public Task HandleAsync(JobContext context, CancellationToken stopping) => apply.ExecuteAsync(context, stopping);

    public Task BuryAsync(JobContext context, string reason, CancellationToken cancellationToken) => apply.BuryAsync(context, reason);
}
