using System.Text.Json;
using Gaia.Access.Tokens;
using Gaia.Contracts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gaia.Api.Security;

/// <summary>Answers name tokens as people know them, <c>token:ci</c>; what is stored has their ids.</summary>
internal sealed class ShownActors(TokenNames names)
{
    public async ValueTask<object?> InAsync(object? answer, CancellationToken stop) => answer switch
    {
        RunResponse run => await InAsync(run, stop),
        Ok<RunResponse> { Value: { } run } => TypedResults.Ok(await InAsync(run, stop)),
        Created<RunResponse> { Value: { } run, Location: { } location } => TypedResults.Created(location, await InAsync(run, stop)),
        Page<RunResponse> runs => new Page<RunResponse>(await EachAsync(runs.Items, InAsync, stop), runs.Next),
        Ok<Page<RunEventResponse>> { Value: { } events } => TypedResults.Ok(new Page<RunEventResponse>(await EachAsync(events.Items, InAsync, stop), events.Next)),
        StateResponse state => await InAsync(state, stop),
        Page<StateResponse> states => new Page<StateResponse>(await EachAsync(states.Items, InAsync, stop), states.Next),
        StateVersionResponse version => await InAsync(version, stop),
        Page<StateVersionResponse> versions => new Page<StateVersionResponse>(await EachAsync(versions.Items, InAsync, stop), versions.Next),
        Page<LockResponse> locks => new Page<LockResponse>(await EachAsync(locks.Items, InAsync, stop), locks.Next),
        Page<AuditEntryResponse> entries => new Page<AuditEntryResponse>(await EachAsync(entries.Items, InAsync, stop), entries.Next),
        Created<HoldResponse> { Value: { } hold, Location: { } location } => TypedResults.Created(location, await InAsync(hold, stop)),
        HoldResponse hold => await InAsync(hold, stop),
        Page<HoldResponse> holds => new Page<HoldResponse>(await EachAsync(holds.Items, InAsync, stop), holds.Next),
        _ => answer,
    };

    /// <summary>Of an event, <c>{"status":"approved","by":"token:..."}</c>.</summary>
    public async Task<RunEventResponse> InAsync(RunEventResponse happened, CancellationToken stop)
    {
        if (happened.Type != RunEventTypes.Status) return happened;
        using var named = JsonDocument.Parse(await names.InAsync(happened.Data.GetRawText(), stop));
        return happened with { Data = named.RootElement.Clone() };
    }

    private async Task<RunResponse> InAsync(RunResponse run, CancellationToken stop) => run with
    {
        CreatedBy = await names.InAsync(run.CreatedBy, stop),
        ApprovedBy = run.ApprovedBy is { } approver ? await names.InAsync(approver, stop) : null,
        CreatedByToken = TokenOf(run.CreatedBy),
        ApprovedByToken = TokenOf(run.ApprovedBy),
    };

    private async Task<StateResponse> InAsync(StateResponse state, CancellationToken stop) => state with
    {
        UpdatedBy = await names.InAsync(state.UpdatedBy, stop),
        Lock = state.Lock is { } held
            ? held with { Who = await names.InAsync(held.Who, stop), HeldBy = await names.InAsync(held.HeldBy, stop) }
            : null,
    };

    private async Task<StateVersionResponse> InAsync(StateVersionResponse version, CancellationToken stop) =>
        version with { CreatedBy = await names.InAsync(version.CreatedBy, stop) };

    private async Task<LockResponse> InAsync(LockResponse held, CancellationToken stop) => held with { Holder = await names.InAsync(held.Holder, stop) };

    private async Task<HoldResponse> InAsync(HoldResponse hold, CancellationToken stop) => hold with
    {
        PlacedBy = await names.InAsync(hold.PlacedBy, stop),
        ReleasedBy = hold.ReleasedBy is { } releaser ? await names.InAsync(releaser, stop) : null,
    };

    // The actor itself is part of the entry's hash and stays as it is.
    private async Task<AuditEntryResponse> InAsync(AuditEntryResponse entry, CancellationToken stop) =>
        await names.InAsync(entry.Actor, stop) is var shown && shown == entry.Actor ? entry : entry with { ActorName = shown };

    private static async Task<IReadOnlyList<T>> EachAsync<T>(IReadOnlyList<T> items, Func<T, CancellationToken, Task<T>> shown, CancellationToken stop)
    {
        var all = new List<T>(items.Count);
        foreach (var item in items) all.Add(await shown(item, stop));
        return all;
    }

    private static Guid? TokenOf(string? actor) =>
        actor?.StartsWith("token:", StringComparison.Ordinal) is true && Guid.TryParseExact(actor.AsSpan(6), "D", out var id) ? id : null;
}

internal static class ActorsShown
{
    public static TBuilder ShowsActors<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder =>
        builder.AddEndpointFilter(async (context, next) =>
            await context.HttpContext.RequestServices.GetRequiredService<ShownActors>().InAsync(await next(context), context.HttpContext.RequestAborted));
}
