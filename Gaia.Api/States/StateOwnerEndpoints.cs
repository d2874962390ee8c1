using Gaia.Api.Configurations;
using Gaia.Api.Hosting;
using Gaia.Api.OpenApi;
using Gaia.Api.Security;
using Gaia.Api.Validation;
using Gaia.Contracts;
using Gaia.Runs.States;
using Role = Gaia.Access.Role;

namespace Gaia.Api.States;

/// <summary>Which stacks a state belongs to. The path names one of them; <c>id</c> the state, which need not have content.</summary>
internal static class StateOwnerEndpoints
{
    public static void MapStateOwners(this IEndpointRouteBuilder app)
    {
        var owners = app.MapGroup(Routes.States + "/{stack}/{component}/owners").WithTags("States").NeedsSchema()
            .Refuses("access.denied", "state.bad-id", "state.not-found", "state.ambiguous", "state.of-another-stack");
        owners.MapGet("", ListAsync).Named("states.owners", "The stacks that may use a state, the first one first").Needs(Role.Viewer);
        owners.MapPut("{other}", ShareAsync).Named("states.share", "Let another stack use the state as well").Needs(Role.Operator);
        owners.MapDelete("{other}", UnshareAsync).Named("states.unshare", "Take the state from a stack; that of the path stays").Needs(Role.Operator).Refuses("state.last-owner", "state.not-shared");
    }

    private static async Task<StateOwnersResponse> ListAsync(
        string stack, string component, string? id, HttpContext http, FindState find, StateOwners owners, CancellationToken cancellationToken)
    {
        var (place, user) = await OpenAsync(http, Role.Viewer, stack, component, id, find, cancellationToken);
        return Response(place, await owners.ListAsync(place, user, cancellationToken));
    }

    private static async Task<StateOwnersResponse> ShareAsync(
        string stack, string component, string other, string? id, HttpContext http, FindState find, StateOwners owners, CancellationToken cancellationToken)
    {
        var (place, user) = await OpenAsync(http, Role.Operator, stack, component, id, find, cancellationToken);
        new RequestErrors().Text("other", other, StateCalls.LongestName).Throw();
        return Response(place, await owners.ShareAsync(place, other, user, cancellationToken));
    }

    private static async Task<StateOwnersResponse> UnshareAsync(
        string stack, string component, string other, string? id, HttpContext http, FindState find, StateOwners owners, CancellationToken cancellationToken)
    {
        var (place, user) = await OpenAsync(http, Role.Operator, stack, component, id, find, cancellationToken);
        return Response(place, await owners.UnshareAsync(place, other, user, cancellationToken));
    }

    private static async Task<(StatePlace Place, StateUser User)> OpenAsync(
        HttpContext http, Role role, string stack, string component, string? id, FindState find, CancellationToken cancellationToken)
    {
        http.User.Caller()!.Demand(role, stack);
        var key = id is null ? (await find.ExecuteAsync(component, stack, null, cancellationToken)).Key : StateCalls.Key(id);
        return StateCalls.Open(http, role, stack, component, key, null);
    }

    private static StateOwnersResponse Response(StatePlace place, IReadOnlyList<string> owners) => new(place.Key.Value, owners);
}
