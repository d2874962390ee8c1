using Gaia.Access;

namespace Gaia.Api.Security;

/// <summary>
/// Refuses whoever lacks the endpoint's role, or the reach over all stacks that it needs, before anything of the request is read, looked up or validated. The terraform of a run
/// has no role: what it may do follows from its run, and is asked where the state is known.
/// </summary>
internal sealed class RoleGate(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http)
    {
        if (http.User.Run() is null && http.User.Caller() is { } caller && http.GetEndpoint()?.Metadata is { } metadata)
        {
            if (metadata.GetOrderedMetadata<NeededRole>() is [_, ..] needed) caller.Demand(needed.Max(each => each.Role));
            if (metadata.GetMetadata<NeededReach>() is not null) caller.DemandAllStacks();
        }
        return next(http);
    }
}
