using Gaia.Access;
using Gaia.Api.OpenApi;
using Gaia.Api.Security;
using Gaia.Contracts;
using Role = Gaia.Access.Role;

namespace Gaia.Api.Status;

internal static class StatusEndpoints
{
    public static void MapStatus(this IEndpointRouteBuilder app) =>
        app.MapGet(Routes.Status, GetAsync)
            .Named("status.get", "How the parts of the system are").WithTags("Status").Needs(Role.Viewer);

    private static Task<StatusResponse> GetAsync(SystemStatus status, CancellationToken cancellationToken) => status.ReadAsync(cancellationToken);
}
