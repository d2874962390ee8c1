using Gaia.Access;
using Gaia.Api.Configurations;
using Gaia.Api.Hosting;
using Gaia.Api.Idempotency;
using Gaia.Api.OpenApi;
using Gaia.Api.Paging;
using Gaia.Api.Runs;
using Gaia.Api.Security;
using Gaia.Api.Validation;
using Gaia.Contracts;
using Gaia.Runs;
using Gaia.Runs.States;
using Microsoft.Extensions.Options;
using Role = Gaia.Access.Role;
using StateKey = Gaia.Runs.States.StateKey;

namespace Gaia.Api.States;

internal static class StateEndpoints
{
    public static IServiceCollection AddStateEndpoints(this IServiceCollection services) => services.AddScoped<VisibleStates>();

    private static readonly string[] Missing = ["state.not-found", "state.ambiguous", "state.bad-id"];

    public static void MapStates(this IEndpointRouteBuilder app)
    {
        var states = app.MapGroup(Routes.States).WithTags("States").NeedsSchema().Needs(Role.Viewer).ShowsActors().Refuses("access.denied");
        states.MapGet("", ListAsync).Named("states.list", "States, the one that changed last first; also those that are held and have no content yet");
        states.MapGet("{stack}/{component}", FindAsync)
            .Named("states.find", "The current state, without its contents").Refuses(Missing);
        states.MapGet("{stack}/{component}/outputs", OutputsAsync).Named("states.outputs", "Its outputs").Refuses(Missing);
        states.MapGet("{stack}/{component}/versions", VersionsAsync).Named("states.versions", "Its versions, newest first").Refuses(Missing);
        states.MapGet("{stack}/{component}/versions/{version:long}", VersionAsync).Named("states.version", "One version, without its contents").Refuses([.. Missing, "state.version-not-found"]);
        states.MapGet("{stack}/{component}/versions/{version:long}/content", ContentAsync)
            .Named("states.content", "The raw content of a version, secrets and all").Needs(Role.Planner).Produces<Stream>(200, "application/json")
            .Refuses([.. Missing, "state.version-not-found", "state.of-another-stack", "state.unreadable", "storage.full"]);
        states.MapPost("{stack}/{component}/rollback", RollbackAsync)
            .Named("states.rollback", "Make the content of an older version the current one").Once().Needs(Role.Operator)
            .Refuses([.. Missing, "state.version-not-found", "state.unreadable", "state.locked", "state.elsewhere", "state.of-another-stack"]);
        states.MapPost("{stack}/{component}/adopt", AdoptAsync)
            .Named("states.adopt", "Take over a state that lived elsewhere").Needs(Role.Operator)
            .Accepts<Stream>("application/json").Refuses("state.exists", "state.of-another-stack", "state.locked", "state.not-a-state", "state.too-large");
        app.MapStateOwners();
        app.MapBackend();
    }

    private static async Task<Page<StateResponse>> ListAsync(
        [AsParameters] PageRequest page, string? stack, string? component, VisibleStates states, CancellationToken cancellationToken)
    {
        var (found, next) = await states.ListAsync(new(stack, component, page.Size, page.After<long>()), cancellationToken);
        return new([.. found.Select(StateMapping.From)], next is { } position ? $"{position}" : null);
    }

    private static async Task<StateResponse> FindAsync(
        string stack, string component, string? id, VisibleStates states, CancellationToken cancellationToken)
    {
        var state = await states.FindAsync(stack, component, id, Role.Viewer, cancellationToken);
        return state.Current is null ? throw StateErrors.NotFound(state.Component, state.Stack) : StateMapping.From(state);
    }

    private static async Task<IReadOnlyList<OutputResponse>> OutputsAsync(
        string stack, string component, string? id, VisibleStates states, CancellationToken cancellationToken) =>
        [.. FindState.Outputs(await states.FindAsync(stack, component, id, Role.Viewer, cancellationToken)).Select(RunMapping.From)];

    private static async Task<Page<StateVersionResponse>> VersionsAsync(
        string stack, string component, string? id, [AsParameters] PageRequest page, VisibleStates states, FindStateVersions versions,
        CancellationToken cancellationToken)
    {
        var state = await states.FindAsync(stack, component, id, Role.Viewer, cancellationToken);
        var found = await versions.ListAsync(state.Key, page.After<long>(), page.Size, cancellationToken);
        return new(
            [.. found.Select(version => StateMapping.From(version, version.Version == state.Current?.Version))],
            found.Count < page.Size ? null : $"{found[^1].Version}");
    }

    private static async Task<StateVersionResponse> VersionAsync(
        string stack, string component, long version, string? id, VisibleStates states, FindStateVersions versions, CancellationToken cancellationToken)
    {
        var state = await states.FindAsync(stack, component, id, Role.Viewer, cancellationToken);
        return StateMapping.From(await versions.FindAsync(state.Key, version, cancellationToken), version == state.Current?.Version);
    }

    private static async Task<IResult> ContentAsync(
        string stack, string component, long version, string? id, Caller caller, VisibleStates states, FindStateVersions versions,
        CancellationToken cancellationToken)
    {
        var state = await states.FindAsync(stack, component, id, Role.Planner, cancellationToken);
        return TypedResults.Bytes(await versions.ContentAsync(state, stack, version, StateCalls.User(caller, Role.Planner, stack), cancellationToken), "application/json");
    }

    private static async Task<StateVersionResponse> RollbackAsync(
        string stack, string component, string? id, RollbackStateRequest request, Caller caller, VisibleStates states, RollbackState rollback,
        CancellationToken cancellationToken)
    {
        var state = await states.FindAsync(stack, component, id, Role.Operator, cancellationToken);
        var place = new StatePlace(state.Key, stack, component);
        var version = await rollback.ExecuteAsync(place, request.Version, StateCalls.User(caller, Role.Operator, stack), cancellationToken);
        return StateMapping.From(version, isCurrent: true);
    }

    private static async Task<StateVersionResponse> AdoptAsync(
        string stack, string component, string? identity, HttpContext http, AdoptState adopt, IOptions<RunsOptions> options,
        CancellationToken cancellationToken)
    {
        new RequestErrors().Text("identity", identity, 2000).Throw();
        var (place, user) = StateCalls.Open(http, Role.Operator, stack, component, StateKey.Of(identity!), identity);
        var body = await StateBodies.ReadAsync(http.Request, options.Value.MaxStateBytes, cancellationToken);
        return StateMapping.From(await adopt.ExecuteAsync(place, body, user, cancellationToken), isCurrent: true);
    }
}
