using System.Text.Encodings.Web;
using Gaia.Access;
using Gaia.Access.Tokens;
using Gaia.Api.Problems;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Gaia.Api.Security;

/// <summary>Authenticates Gaia's own tokens, and whoever works in Development on this machine without one.</summary>
internal sealed class BearerTokens(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder,
    AuthenticateToken authenticate, LocalCaller local)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string Name = "gaia";

    private DateTimeOffset? expiredAt;

    /// <summary>What follows <c>Authorization: Bearer</c>, or null.</summary>
    public static string? Read(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header[7..].Trim() : null;
    }

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        // A token that is given is checked, also if none is needed: a wrong one is told at once.
        if (!Request.Headers.ContainsKey("Authorization"))
            return local.NeedsNoToken(Context) ? Success(Caller.Development) : AuthenticateResult.NoResult();
        if (Read(Request) is not { } text || !TokenSecret.LooksLikeOne(text)) return AuthenticateResult.Fail("not a token of Gaia");
        Context.RequestServices.GetRequiredService<Hosting.SchemaGate>().Demand();
        var token = await authenticate.RunAsync(new(text), Context.RequestAborted);
        expiredAt = token.ExpiredAt;
        return token.Caller is { } caller ? Success(caller) : AuthenticateResult.Fail("unknown, revoked or expired token");
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) => Unauthenticated().WriteAsync(Context);

    private static AuthenticateResult Success(Caller caller) =>
        AuthenticateResult.Success(new(new GaiaPrincipal(caller, Name), Name));

    private Problem Unauthenticated() => expiredAt is { } end ? ExpiredToken.Problem(end) : new(StatusCodes.Status401Unauthorized, "access.unauthenticated",
        Request.Headers.ContainsKey("Authorization")
            ? "This token is unknown, revoked or expired. Ask an admin for another (gaia tokens create)."
            : $"This call needs a token: Authorization: Bearer gaia_... The first one is made by gaia admin init, others by gaia tokens create.{local.Advice(Context)}");
}
