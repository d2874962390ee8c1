using System.Text;
using Gaia.Access.Tokens;
using Gaia.Api.Hosting;
using Gaia.Api.OpenApi;
using Gaia.Api.Security;
using Gaia.Contracts;
using Gaia.Runs;
using Gaia.Runs.States;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Role = Gaia.Access.Role;

namespace Gaia.Api.States;

/// <summary>What terraform's http backend speaks: GET, POST, DELETE, LOCK and UNLOCK of one address.</summary>
internal static class BackendEndpoints
{
    public static void MapBackend(this IEndpointRouteBuilder app)
    {
        var backend = app.MapGroup(Routes.States + "/{stack}/{component}/backend/{id}").WithTags("States").NeedsSchema().WithMetadata(new TakesBasic())
            .Refuses("access.denied", "state.bad-id", "state.wrong-identity", "state.of-another-stack", "state.run-over", "state.not-of-this-run");
        backend.MapGet("", ReadAsync)
            .Named("states.read", "For terraform's http backend: the raw state, secrets and all").Needs(Role.Planner)
            .Produces<Stream>(200, "application/json").Refuses("state.not-found", "state.unreadable");
        backend.MapPost("", WriteAsync)
            .Named("states.write", "For terraform's http backend: store a state as a new version").Needs(Role.Operator)
            .Accepts<Stream>("application/json").Produces(200)
            .Refuses("state.locked", "state.lineage", "state.serial", "state.digest", "state.too-large", "state.not-a-state", "state.run-may-not-write", "state.unreadable");
        backend.MapDelete("", DeleteAsync)
            .Named("states.delete", "For terraform's http backend: no state any more; its versions stay").Needs(Role.Operator)
            .Produces(200).Refuses("state.locked", "state.run-may-not-write");
        // OpenAPI knows no such methods; BackendDocument describes them.
        backend.MapMethods("", ["LOCK"], LockAsync).Needs(Role.Planner).ExcludeFromDescription();
        backend.MapMethods("", ["UNLOCK"], UnlockAsync).Needs(Role.Planner).ExcludeFromDescription();
    }

    private static async Task<IResult> ReadAsync(
        string stack, string component, string id, string? identity, HttpContext http, ReadState read, CancellationToken cancellationToken)
    {
        var (place, user) = StateCalls.Open(http, Role.Planner, stack, component, StateCalls.Key(id, identity), identity);
        return TypedResults.Bytes(
            await read.ExecuteAsync(place, user, cancellationToken) ?? throw StateErrors.NotFound(place.Component, place.Stack), "application/json");
    }

    private static async Task<IResult> WriteAsync(
        string stack, string component, string id, string? identity, [FromQuery(Name = "ID")] string? lockId,
        [FromHeader(Name = "Content-MD5")] string? md5, HttpContext http, WriteState write, IOptions<RunsOptions> options,
        CancellationToken cancellationToken)
    {
        var (place, user) = StateCalls.Open(http, Role.Operator, stack, component, StateCalls.Key(id, identity), identity);
        var body = await StateBodies.ReadAsync(http.Request, options.Value.MaxStateBytes, cancellationToken);
        // Not the caller's token: what has arrived whole is what terraform made, and it may be gone before it is stored.
        await write.ExecuteAsync(place, body, lockId, md5, user, CancellationToken.None);
        return TypedResults.Ok();
    }

    private static async Task<IResult> DeleteAsync(
        string stack, string component, string id, string? identity, [FromQuery(Name = "ID")] string? lockId, HttpContext http,
        DeleteState delete, CancellationToken cancellationToken)
    {
        var (place, user) = StateCalls.Open(http, Role.Operator, stack, component, StateCalls.Key(id, identity), identity);
        await delete.ExecuteAsync(place, lockId, user, cancellationToken);
        return TypedResults.Ok();
    }

    private static async Task<IResult> LockAsync(
        string stack, string component, string id, string? identity, HttpContext http, LockState take, CancellationToken cancellationToken)
    {
        var (place, user) = StateCalls.Open(http, Role.Planner, stack, component, StateCalls.Key(id, identity), identity);
        var body = await StateBodies.ReadAsync(http.Request, 64 << 10, cancellationToken);
        try
        {
            await take.ExecuteAsync(place, body, user, cancellationToken);
            return TypedResults.Ok();
        }
        catch (StateLockedException locked)
        {
            return new HolderAnswer(locked.Holder, StatusCodes.Status423Locked);
        }
    }

    private static async Task<IResult> UnlockAsync(
        string stack, string component, string id, string? identity, [FromQuery(Name = "ID")] string? lockId, HttpContext http, UnlockState free,
        CancellationToken cancellationToken)
    {
        var (place, user) = StateCalls.Open(http, Role.Planner, stack, component, StateCalls.Key(id, identity), identity);
        var body = await StateBodies.ReadAsync(http.Request, 64 << 10, cancellationToken);
        try
        {
            await free.ExecuteAsync(place, body, lockId, user, reached => http.User.Caller()!.Demand(Role.Operator, reached), cancellationToken);
            return TypedResults.Ok();
        }
        catch (StateLockedException locked)
        {
            return new HolderAnswer(locked.Holder, StatusCodes.Status409Conflict);
        }
    }

    /// <summary>Who holds the state, as terraform reads it.</summary>
    private sealed class HolderAnswer(StateLock holder, int status) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = status;
            httpContext.Response.ContentType = "application/json";
            var names = httpContext.RequestServices.GetRequiredService<TokenNames>();
            await httpContext.Response.WriteAsync(await names.InAsync(Encoding.UTF8.GetString(holder.Answer()), httpContext.RequestAborted), httpContext.RequestAborted);
        }
    }
}
