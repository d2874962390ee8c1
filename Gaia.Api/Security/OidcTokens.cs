using Gaia.Access.Oidc;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;

namespace Gaia.Api.Security;

/// <summary>Bearer tokens of the configured issuer, checked against its published keys and mapped by the rules of Gaia:Oidc.</summary>
internal sealed class OidcTokens(IOptions<OidcOptions> oidc) : IConfigureNamedOptions<JwtBearerOptions>
{
    public const string Name = "oidc";

    public void Configure(JwtBearerOptions options) => Configure(Name, options);

    public void Configure(string? name, JwtBearerOptions options)
    {
        if (name != Name || !oidc.Value.IsOn) return;
        options.Authority = oidc.Value.Authority;
        options.Audience = oidc.Value.Audience;
        options.RequireHttpsMetadata = !new Uri(oidc.Value.Authority!).IsLoopback;
        options.MapInboundClaims = false;
        options.TokenValidationParameters.ValidAlgorithms = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"];
        options.TokenValidationParameters.ClockSkew = TimeSpan.FromSeconds(30);
        options.Events = new() { OnTokenValidated = Map };
    }

    private Task Map(TokenValidatedContext context)
    {
        var claims = context.Principal!.Claims.Select(claim => KeyValuePair.Create(claim.Type, claim.Value)).ToList();
        if (OidcCaller.From(claims, oidc.Value) is { } caller) context.Principal = new GaiaPrincipal(caller with { ExpiresAt = context.SecurityToken.ValidTo }, Name);
        else context.Fail("no rule of Gaia:Oidc fits the token's claims");
        return Task.CompletedTask;
    }
}
