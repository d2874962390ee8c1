using Gaia.Access;
using Gaia.Access.Oidc;
using Gaia.Access.Tokens;
using Gaia.Api.OpenApi;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;

namespace Gaia.Api.Security;

internal static class SecurityServices
{
    private const string Either = "bearer";

    public static IServiceCollection AddSecurity(this IServiceCollection services)
    {
        services.AddAccess();
        // Authentication brings data protection along; nothing of it is used (states have a ring of their own), so it keeps no key on disk.
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        services.AddSingleton<IConfigureOptions<JwtBearerOptions>, OidcTokens>();
        services.AddAuthentication(options =>
            {
                options.DefaultScheme = BearerTokens.Name;
                options.DefaultAuthenticateScheme = Either;
            })
            .AddPolicyScheme(Either, null, scheme => scheme.ForwardDefaultSelector = Scheme)
            .AddScheme<AuthenticationSchemeOptions, BearerTokens>(BearerTokens.Name, null)
            .AddScheme<AuthenticationSchemeOptions, BasicTokens>(BasicTokens.Name, null)
            .AddJwtBearer(OidcTokens.Name, _ => { });
        services.AddAuthorizationBuilder().SetFallbackPolicy(
            new AuthorizationPolicyBuilder().RequireAssertion(context => context.User.Caller() is not null).Build());
        services.AddSingleton<ShownActors>().AddSingleton<LocalCaller>();
        services.AddHttpContextAccessor();
        services.AddScoped(scope => scope.GetRequiredService<IHttpContextAccessor>().HttpContext?.User.Caller()
            ?? throw new InvalidOperationException("A call that nobody is authenticated for asked who calls."));
        return services;
    }

    /// <summary>Who calls needs this role at least; which stacks they reach is asked where the stack is known.</summary>
    public static TBuilder Needs<TBuilder>(this TBuilder builder, Role role) where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new NeededRole(role));

    /// <summary>What it is about is in all stacks: who reaches some of them is refused.</summary>
    public static TBuilder NeedsAllStacks<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new NeededReach()).Refuses("access.denied");

    private static string Scheme(HttpContext http) => BasicTokens.IsMeant(http) ? BasicTokens.Name :
        http.RequestServices.GetRequiredService<IOptions<OidcOptions>>().Value.IsOn
        && BearerTokens.Read(http.Request) is { } token && !TokenSecret.LooksLikeOne(token) ? OidcTokens.Name : BearerTokens.Name;
}

/// <summary>Asked for by <see cref="RoleGate"/>, and told in the OpenAPI document. If there are several, the highest applies.</summary>
internal sealed record NeededRole(Role Role);

/// <inheritdoc cref="SecurityServices.NeedsAllStacks"/>
internal sealed record NeededReach;
