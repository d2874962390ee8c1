using System.Text.Json;
using Gaia.Configurations;
using Gaia.Configurations.Revisions;
using Gaia.Documents.Nodes;
using Gaia.Runs.Configurations;
using Gaia.Runs.Variables;
using Gaia.Stacks;
using Gaia.Stacks.Components;
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

/// <summary>Resolves the component instance, writes the run and, when its state is free, the job that plans it.</summary>
public sealed class QueueRun(
    RunStore store, RunChanges changes, PackRevision packRevision, OpenConfiguration open, RunVariables variables, RequestHash hashes,
    ApprovalPolicy policy, IOptions<ConfigurationsOptions> options, TimeProvider time)
{
    /// <exception cref="RunRefusedException">What is asked for cannot be run.</exception>
    /// <exception cref="DocumentException">The configuration does not resolve: <c>stack.not-found</c>, ...</exception>
    public async Task<Run> ExecuteAsync(NewRun request, Actor actor, CancellationToken cancellationToken)
    {
        PlanArguments.Check(request.Arguments);
        if (request.Configuration is null == request.Ref is null) throw RunErrors.OneSource();
        if (request.Ref is null && !options.Value.AllowArchives) throw ConfigurationErrors.ArchivesOff();
        var hash = await HashAsync(request, cancellationToken);
        if (request.IdempotencyKey is { } key && await AgainAsync(actor, key, hash, cancellationToken) is { } known) return known;
        var run = await DecideAsync(request, actor, cancellationToken);
        var given = await variables.SealAsync(request.Variables, cancellationToken);
        return await changes.AddAsync(run, actor, request.IdempotencyKey, request.IdempotencyKey is null ? null : hash, cancellationToken, given)
            ?? await AgainAsync(actor, request.IdempotencyKey!, hash, cancellationToken)
            ?? throw RunErrors.ChangedMeanwhile(run.Id);
    }

    private async Task<Run> DecideAsync(NewRun request, Actor actor, CancellationToken cancellationToken)
    {
        var revision = request.Ref is { } reference ? await packRevision.ExecuteAsync(reference, request.Component, request.Stack, cancellationToken) : null;
        var digest = revision?.Digest ?? request.Configuration!.Value;
        var repository = (await open.ExecuteAsync(digest, cancellationToken)).Repository;
        var instance = RunnableComponent.Find(repository, request.Component, request.Stack, request.Operation, request.PlanOnly);
        return new Run
        {
            Id = RunId.New(time),
            Component = instance.Name,
            Stack = instance.StackName,
            Operation = request.Operation,
            Configuration = digest,
            Ref = request.Ref,
            Commit = revision?.Commit,
            StateIdentity = instance.StateIdentity.ToString(),
            AutoApprove = policy.AppliesByItself(request, SaysAutoApply(request, instance), revision is { IsProtected: true }),
            PlanOnly = request.PlanOnly,
            Arguments = request.Arguments,
            Variables = [.. request.Variables.Select(variable => variable.WithoutValue())],
            Message = request.Message,
            CreatedBy = actor.Name,
            CreatedBySubject = actor.Subject,
            CreatedAt = time.GetUtcNow(),
            TraceParent = System.Diagnostics.Activity.Current?.Id,
        };
    }

    private static bool SaysAutoApply(NewRun request, ComponentInstance instance) => request.Operation is not RunOperation.Plan
        && instance.Merged["settings"] is MapNode settings && settings["gaia"] is MapNode gaia && gaia["auto_apply"] is BoolNode { Value: true };

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
