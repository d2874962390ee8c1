using Gaia.Access;
using Gaia.Api.Hosting;
using Gaia.Api.OpenApi;
using Gaia.Api.Security;
using Gaia.Contracts;
using Gaia.Runs.Locks;
using Role = Gaia.Access.Role;

namespace Gaia.Api.Locks;

internal static class LockEndpoints
{
    public static void MapLocks(this IEndpointRouteBuilder app) =>
        app.MapGet(Routes.Locks, ListAsync)
            .Named("locks.list", "State identities that are locked now").WithTags("Locks").NeedsSchema().Needs(Role.Viewer).ShowsActors();

    private static async Task<Page<LockResponse>> ListAsync(Caller caller, ListLocks list, CancellationToken cancellationToken)
    {
        var locks = await list.ExecuteAsync(caller.ReachedStacks(), cancellationToken);
        return new([.. locks.Select(From)], null);
    }

    private static LockResponse From(HeldLock held) =>
        new(held.StateIdentity, held.RunId.Value, held.Component, held.Stack, held.Holder, held.AcquiredAt);
}
