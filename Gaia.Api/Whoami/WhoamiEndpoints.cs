using Gaia.Access;
using Gaia.Api.OpenApi;
using Gaia.Api.Security;
using Gaia.Api.Tokens;
using Gaia.Contracts;
using Role = Gaia.Access.Role;

namespace Gaia.Api.Whoami;

internal static class WhoamiEndpoints
{
    public static void MapWhoami(this IEndpointRouteBuilder app) => app.MapGet(Routes.Whoami, Get)
        .Named("whoami", "Who calls, and how far they may go").WithTags("Tokens").Needs(Role.Viewer);

    private static WhoamiResponse Get(Caller caller) => new(
        caller.Shown, caller.Token?.Id.Value, caller.Token?.Name, TokenMapping.From(caller.Role), caller.Stacks, caller.ExpiresAt);
}
