using Gaia.Api.Audit;
using Gaia.Api.Configurations;
using Gaia.Api.Index;
using Gaia.Api.Locks;
using Gaia.Api.Retention;
using Gaia.Api.Runs;
using Gaia.Api.States;
using Gaia.Api.Status;
using Gaia.Api.Tokens;
using Gaia.Api.Whoami;

namespace Gaia.Api.Hosting;

internal static class ApiEndpoints
{
    /// <summary>The operations of the API, a noun at a time.</summary>
    public static void MapApi(this IEndpointRouteBuilder app)
    {
        app.MapIndex();
        app.MapStatus();
        app.MapConfigurations();
        app.MapStacks();
        app.MapRuns();
        app.MapLocks();
        app.MapStates();
        app.MapTokens();
        app.MapWhoami();
        app.MapAudit();
        app.MapRetention();
    }
}
