using Gaia.Api.OpenApi;
using Gaia.Api.Status;
using Gaia.Contracts;

namespace Gaia.Api.Index;

internal static class IndexEndpoints
{
    private static readonly IndexResponse Answer = new("Gaia", GaiaVersion.Text, new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["alive"] = Routes.Alive,
        ["audit"] = Routes.Audit,
        ["configurations"] = Routes.Configurations + "/{digest}",
        ["docs"] = Routes.Docs,
        ["health"] = Routes.Health,
        ["locks"] = Routes.Locks,
        ["openapi"] = Routes.OpenApi,
        ["runs"] = Routes.Runs,
        ["states"] = Routes.States,
        ["status"] = Routes.Status,
        ["tokens"] = Routes.Tokens,
        ["whoami"] = Routes.Whoami,
    });

    public static void MapIndex(this IEndpointRouteBuilder app) => app.MapGet("/", () => Answer)
        .Named("index", "What there is").WithTags("Index");
}
