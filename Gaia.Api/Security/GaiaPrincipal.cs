using System.Security.Claims;
using Gaia.Access;

namespace Gaia.Api.Security;

/// <summary>The authenticated user of a request, with what they may do.</summary>
internal sealed class GaiaPrincipal(Caller caller, string scheme)
    : ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, caller.Actor)], scheme))
{
    public Caller Caller => caller;
}

internal static class Principals
{
    public static Caller? Caller(this ClaimsPrincipal user) => (user as GaiaPrincipal)?.Caller;
}
