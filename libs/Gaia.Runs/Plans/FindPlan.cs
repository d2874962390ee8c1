using System.Text.Json;
using Gaia.Configurations.Blobs;

namespace Gaia.Runs.Plans;

/// <summary>What a run's plan would do, secrets masked.</summary>
public sealed class FindPlan(RunStore store, IBlobStore blobs)
{
    /// <exception cref="RunRefusedException"><c>run.not-found</c> or <c>run.no-plan</c></exception>
    public async Task<PlanSummary> ExecuteAsync(RunId id, CancellationToken cancellationToken)
    {
        var run = await store.FindAsync(id, cancellationToken) ?? throw RunErrors.RunNotFound(id);
        if (run.Plan is null) throw RunErrors.NoPlan(run);
        await using var json = await blobs.OpenReadAsync(PlanBlobs.Summary(id), cancellationToken) ?? throw RunErrors.NoPlan(run);
        return await JsonSerializer.DeserializeAsync(json, RunsJson.Default.PlanSummary, cancellationToken) ?? throw RunErrors.NoPlan(run);
    }

    /// <returns>As <c>terraform show -json</c> prints it, but for its secrets. The caller closes it.</returns>
    /// <inheritdoc cref="ExecuteAsync"/>
    public async Task<Stream> OpenJsonAsync(RunId id, CancellationToken cancellationToken)
    {
        var run = await store.FindAsync(id, cancellationToken) ?? throw RunErrors.RunNotFound(id);
        if (run.Plan is null) throw RunErrors.NoPlan(run);
        return await blobs.OpenReadAsync(PlanBlobs.Json(id), cancellationToken) ?? throw RunErrors.NoPlan(run);
    }
}
