using System.Text;
using System.Text.Encodings.Web;
using Gaia.Access;
using Gaia.Access.Tokens;
using Gaia.Api.Problems;
using Gaia.Runs.States;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Gaia.Api.Security;

/// <summary>
/// Authenticates terraform, which knows Basic alone: the password is a token of Gaia or that of a run, the user name is
/// passed over (by convention <c>gaia</c>). Only where an endpoint says that it takes this.
/// </summary>
internal sealed class BasicTokens(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, AuthenticateToken authenticate,
    RunTokens runs) : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string Name = "basic";

    private const string Prefix = "Basic ";

    private DateTimeOffset? expiredAt;

    public static bool IsMeant(HttpContext http) => IsTaken(http)
        && http.Request.Headers.Authorization.ToString().StartsWith(Prefix, StringComparison.OrdinalIgnoreCase);

    /// <summary>What a 401 asks for.</summary>
    public static string Challenge(HttpContext http) => IsTaken(http) ? "Basic realm=\"gaia\"" : "Bearer";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Password(Request.Headers.Authorization.ToString()) is not { } password) return AuthenticateResult.Fail("not a user name and password");
        Context.RequestServices.GetRequiredService<Hosting.SchemaGate>().Demand();
        return await PrincipalAsync(password) is { } principal
            ? AuthenticateResult.Success(new(principal, Name))
            : AuthenticateResult.Fail("unknown, revoked or expired token");
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) => (expiredAt is { } end ? ExpiredToken.Problem(end) : Unknown()).WriteAsync(Context);

    private static Problem Unknown() => new(
        StatusCodes.Status401Unauthorized, "access.unauthenticated",
        "The password is not a valid token: it is unknown, revoked or expired, or its run no longer holds the state. "
        + "Set TF_HTTP_USERNAME=gaia and TF_HTTP_PASSWORD to a token of Gaia.");

    private async Task<GaiaPrincipal?> PrincipalAsync(string password)
    {
        if (RunTokenSecret.LooksLikeOne(password))
            return await runs.FindAsync(new(password), Context.RequestAborted) is { } claim
                // No stacks: what it may do follows from the run, not from a role.
                ? new GaiaPrincipal(new Caller(StateUser.Of(claim).Actor.Name, Role.Viewer, []), Name, claim)
                : null;
        if (!TokenSecret.LooksLikeOne(password)) return null;
        var token = await authenticate.RunAsync(new(password), Context.RequestAborted);
        expiredAt = token.ExpiredAt;
        return token.Caller is { } caller ? new GaiaPrincipal(caller, Name) : null;
    }

    // Basic Z2FpYTpnYWlhXy4uLg== is gaia:gaia_...
    private static string? Password(string header)
    {
        var bytes = new byte[header.Length];
        if (!Convert.TryFromBase64String(header[Prefix.Length..].Trim(), bytes, out var length)) return null;
        var text = Encoding.UTF8.GetString(bytes, 0, length);
        return text.IndexOf(':') is >= 0 and var colon ? text[(colon + 1)..] : null;
    }

    private static bool IsTaken(HttpContext http) => http.GetEndpoint()?.Metadata.GetMetadata<TakesBasic>() is not null;
}

/// <summary>The endpoint is for terraform, which knows Basic alone.</summary>
internal sealed record TakesBasic;
