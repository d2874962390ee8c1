using Gaia.Access;
using Gaia.Api.Hosting;
using Gaia.Api.Idempotency;
using Gaia.Api.OpenApi;
using Gaia.Api.Paging;
using Gaia.Api.Security;
using Gaia.Contracts;
using Gaia.Runs.Retention;
using Role = Gaia.Access.Role;

namespace Gaia.Api.Retention;

/// <summary>It is about every stack, and so for those who reach them all.</summary>
internal static class RetentionEndpoints
{
    public static void MapRetention(this IEndpointRouteBuilder app)
    {
        var retention = app.MapGroup(Routes.Retention).WithTags("Retention").NeedsSchema().Needs(Role.Admin).NeedsAllStacks();
        retention.MapGet("", FindAsync).Named("retention.show", "How long what runs leave is kept, and what is due to be removed");
        retention.MapPost("sweep", SweepAsync).Named("retention.sweep", "Have a worker remove now what is due").Produces<SweepResponse>(202).Once();
        var holds = app.MapGroup(Routes.Holds).WithTags("Retention").NeedsSchema().Needs(Role.Admin).NeedsAllStacks().ShowsActors();
        holds.MapGet("", ListAsync).Named("holds.list", "Legal holds, newest first; those that were released as well");
        holds.MapPost("", PlaceAsync).Named("holds.place", "Keep what some stacks leave until the hold is released").Produces<HoldResponse>(201).Once().Refuses("retention.invalid");
        holds.MapDelete("{id:guid}", ReleaseAsync).Named("holds.release", "Release a legal hold; again, it stays as it was released first").Refuses("retention.hold-not-found");
    }

    private static async Task<RetentionResponse> FindAsync(FindRetention find, CancellationToken cancellationToken) =>
        RetentionMapping.From(await find.ExecuteAsync(cancellationToken));

    private static async Task<IResult> SweepAsync(Caller caller, QueueSweep sweep, CancellationToken cancellationToken) =>
        TypedResults.Accepted(Routes.Retention, new SweepResponse(await sweep.ExecuteAsync(new(caller.Actor), cancellationToken)));

    private static async Task<Page<HoldResponse>> ListAsync([AsParameters] PageRequest page, Holds holds, CancellationToken cancellationToken)
    {
        var found = await holds.ListAsync(page.After<Guid>(), page.Size, cancellationToken);
        return new([.. found.Select(RetentionMapping.From)], found.Count < page.Size ? null : found[^1].Id.ToString());
    }

    private static async Task<IResult> PlaceAsync(PlaceHoldRequest request, Caller caller, Holds holds, CancellationToken cancellationToken)
    {
        var hold = RetentionMapping.From(await holds.PlaceAsync(request.Stacks, request.Component, request.Reason, new(caller.Actor), cancellationToken));
        return TypedResults.Created(Routes.Hold(hold.Id), hold);
    }

    private static async Task<HoldResponse> ReleaseAsync(Guid id, Caller caller, Holds holds, CancellationToken cancellationToken) =>
        RetentionMapping.From(await holds.ReleaseAsync(new(id), new(caller.Actor), cancellationToken));
}
