using Gaia.Access;
using Gaia.Api.Configurations;
using Gaia.Api.Hosting;
using Gaia.Api.OpenApi;
using Gaia.Api.Runs;
using Gaia.Api.Security;
using Gaia.Contracts;
using Gaia.Runs.States;
using Role = Gaia.Access.Role;

namespace Gaia.Api.States;

internal static class StateEndpoints
{
    public static void MapStates(this IEndpointRouteBuilder app)
    {
        var states = app.MapGroup(Routes.States).WithTags("States").NeedsSchema().Needs(Role.Viewer);
        states.MapGet("{stack}/{component}", FindAsync)
            .Named("states.find", "The latest stored state, without its contents");
        states.MapGet("{stack}/{component}/outputs", OutputsAsync).Named("states.outputs", "Its outputs");
    }

    private static async Task<StateResponse> FindAsync(
        string stack, string component, Caller caller, FindState find, CancellationToken cancellationToken)
    {
        caller.Demand(Role.Viewer, stack);
        return From(await find.ExecuteAsync(PathNames.Decoded(component), stack, cancellationToken));
    }

    private static async Task<IReadOnlyList<OutputResponse>> OutputsAsync(
        string stack, string component, Caller caller, FindState find, CancellationToken cancellationToken)
    {
        caller.Demand(Role.Viewer, stack);
        return [.. (await find.OutputsAsync(PathNames.Decoded(component), stack, cancellationToken)).Select(RunMapping.From)];
    }

    private static StateResponse From(StateVersion state) => new(
        state.StateIdentity, state.Stack, state.Component, state.Serial, state.Lineage, state.Digest, state.Size, state.RunId.Value,
        state.CreatedAt);
}
