using System.Text.Json;
using Gaia.Configurations;
using Gaia.Configurations.Revisions;
using Gaia.Runs.Fetching;
using Gaia.Runs.Variables;
using Gaia.Terraform.Variables;
using Microsoft.Extensions.Options;

namespace Gaia.Runs;

/// <summary>A request for a run. Exactly one of <see cref="Configuration"/> and <see cref="Ref"/> is given.</summary>
public sealed record NewRun
{
    public required string Component { get; init; }
    public required string Stack { get; init; }
    public required RunOperation Operation { get; init; }
    public ConfigurationDigest? Configuration { get; init; }
    public string? Ref { get; init; }
    public bool AutoApprove { get; init; }
    public bool PlanOnly { get; init; }
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Over those of the stack; a later one wins.</summary>
    public IReadOnlyList<GivenVariable> Variables { get; init; } = [];

    public string? Message { get; init; }

    /// <summary>The same key from the same actor gives the same run instead of a second one.</summary>
    public string? IdempotencyKey { get; init; }
}

/// <summary>
/// Writes the run. One of an archive is resolved first and, when its state is free, its plan is enqueued with it; one by ref is fetched
/// after the answer (<see cref="Fetching.FetchRuns"/>), however long git takes.
/// </summary>
public sealed class QueueRun(
    RunStore store, RunChanges changes, ResolveRun resolve, PackRevision revisions, FetchSignal signal, RunVariables variables, RequestHash hashes,
    IOptions<ConfigurationsOptions> options, TimeProvider time)
{
    /// <param name="reach">Of the actor.</param>
    /// <exception cref="RunRefusedException">What is asked for cannot be run.</exception>
    /// <exception cref="DocumentException">The configuration does not resolve: <c>stack.not-found</c>, ...</exception>
    public async Task<Run> ExecuteAsync(NewRun request, Actor actor, Reach reach, CancellationToken cancellationToken)
    {
        PlanArguments.Check(request.Arguments);
        if (request.Configuration is null == request.Ref is null) throw RunErrors.OneSource();
        if (request.Ref is null && !options.Value.AllowArchives) throw ConfigurationErrors.ArchivesOff();
        var hash = await HashAsync(request, cancellationToken);
        if (request.IdempotencyKey is { } key && await AgainAsync(actor, key, hash, cancellationToken) is { } known) return known;
        if (request.Ref is { } reference) revisions.Check(reference);
        var run = request.Configuration is { } digest
            ? await resolve.ExecuteAsync(Draft(request, actor, reach), digest, null, reach, cancellationToken)
            : Draft(request, actor, reach) with { Status = RunStatus.Fetching };
        var given = await variables.SealAsync(request.Variables, cancellationToken);
        var added = await changes.AddAsync(run, actor, request.IdempotencyKey, request.IdempotencyKey is null ? null : hash, cancellationToken, given)
            ?? await AgainAsync(actor, request.IdempotencyKey!, hash, cancellationToken)
            ?? throw RunErrors.ChangedMeanwhile(run.Id);
        if (added.Status is RunStatus.Fetching) signal.Set();
        return added;
    }

    private Run Draft(NewRun request, Actor actor, Reach reach) => new()
    {
        Id = RunId.New(time),
        Component = request.Component,
        Stack = request.Stack,
        Operation = request.Operation,
        Ref = request.Ref,
        AutoApprove = request.AutoApprove,
        PlanOnly = request.PlanOnly,
        Arguments = request.Arguments,
        Reach = reach,
        Variables = [.. request.Variables.Select(variable => variable.WithoutValue())],
        Message = request.Message,
        CreatedBy = actor.Name,
        CreatedBySubject = actor.Subject,
        CreatedAt = time.GetUtcNow(),
        TraceParent = System.Diagnostics.Activity.Current?.Id,
    };

    private async Task<Run?> AgainAsync(Actor actor, string key, string hash, CancellationToken cancellationToken) =>
        await store.FindByKeyAsync(actor.Name, key, cancellationToken) switch
        {
            null => null,
            var (run, before) when before == hash => run,
            _ => throw RunErrors.IdempotencyKeyReused(key),
        };

    private async Task<string> HashAsync(NewRun request, CancellationToken cancellationToken) => Convert.ToHexStringLower(await hashes.OfAsync(
        JsonSerializer.SerializeToUtf8Bytes(request with { IdempotencyKey = null }, RunsJson.Default.NewRun), cancellationToken));
}
