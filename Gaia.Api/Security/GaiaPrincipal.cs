using System.Security.Claims;
using Gaia.Access;
using Gaia.Runs;
using Gaia.Runs.States;

namespace Gaia.Api.Security;

/// <summary>The authenticated user of a request, with what they may do.</summary>
/// <param name="run">Set where the terraform of a run calls: it reaches the run's state, and nothing as a caller.</param>
internal sealed class GaiaPrincipal(Caller caller, string scheme, RunClaim? run = null)
    : ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, caller.Actor)], scheme))
{
    public Caller Caller => caller;

    public RunClaim? Run => run;
}

internal static class Principals
{
    public static Actor AsActor(this Caller caller) => new(caller.Actor)
    {
        Subject = caller.Subject,
        // A name that reads like an id would be taken for another token.
        FormerName = caller.Token is { } token && !Guid.TryParse(token.Name, out _) ? $"token:{token.Name}" : null,
    };

    public static Caller? Caller(this ClaimsPrincipal user) => (user as GaiaPrincipal)?.Caller;

    public static RunClaim? Run(this ClaimsPrincipal user) => (user as GaiaPrincipal)?.Run;
}
