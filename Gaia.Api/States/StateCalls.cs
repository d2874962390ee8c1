using Gaia.Access;
using Gaia.Api.Configurations;
using Gaia.Api.Security;
using Gaia.Api.Validation;
using Gaia.Runs.States;
using Role = Gaia.Access.Role;

namespace Gaia.Api.States;

/// <summary>From a request's path and caller to what the library asks for.</summary>
internal static class StateCalls
{
    public const int LongestName = 500;

    /// <summary>The state of a path, and its user; the rights for the path's stack are asked for here.</summary>
    public static (StatePlace Place, StateUser User) Open(
        HttpContext http, Role role, string stack, string component, StateKey key, string? identity)
    {
        if (http.User.Run() is { } run) return (new(key, run.Stack, run.Component, identity), StateUser.Of(run));
        var place = new StatePlace(key, stack, component, identity);
        new RequestErrors().Text("stack", place.Stack, LongestName).Text("component", place.Component, LongestName).Throw();
        var user = User(http.User.Caller()!, role, stack);
        user.Demand(place.Stack);
        return (place, user);
    }

    /// <param name="named">The stack that the caller named. Others that the state belongs to are not told.</param>
    public static StateUser User(Caller caller, Role role, string named) => new(caller.AsActor(), stack =>
    {
        if (stack == named) caller.Demand(role, stack);
        else caller.DemandAlso(role, stack);
    });

    /// <summary>The id of a backend's path, and the identity it should be made from.</summary>
    public static StateKey Key(string id, string? identity)
    {
        var key = Key(id);
        if (identity is not null) new RequestErrors().Text("identity", identity, 2000).Throw();
        return identity is null || StateKey.Of(identity) == key ? key : throw StateErrors.WrongIdentity(key, identity);
    }

    public static StateKey Key(string id) => StateKey.TryParse(id, out var key) ? key : throw StateErrors.BadKey(id);
}
