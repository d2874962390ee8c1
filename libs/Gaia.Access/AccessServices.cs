using Gaia.Access.Oidc;
using Gaia.Access.Tokens;
using Gaia.Audit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Gaia.Access;

public static class AccessServices
{
    public static IServiceCollection AddAccess(this IServiceCollection services)
    {
        services.AddAudit();
        services.AddOptions<AccessOptions>().BindConfiguration(AccessOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<OidcOptions>().BindConfiguration(OidcOptions.Section).ValidateOnStart()
            .Validate(OidcOptions.IsConsistent, OidcOptions.Advice);
        services.TryAddSingleton<TokenStore>();
        services.TryAddSingleton<AuthenticateToken>();
        services.TryAddSingleton<CreateToken>();
        services.TryAddSingleton<InitializeAdmin>();
        services.TryAddSingleton<ListTokens>();
        services.TryAddSingleton<RevokeToken>();
        services.TryAddSingleton<TokenNames>();
        return services;
    }
}
