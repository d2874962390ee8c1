using Gaia.Contracts;
using Microsoft.OpenApi;
using Scalar.AspNetCore;

namespace Gaia.Api.OpenApi;

internal static class OpenApiServices
{
    public static IServiceCollection AddOpenApiDocument(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.AddDocumentTransformer<GaiaDocument>();
        options.AddDocumentTransformer<BackendDocument>();
        options.AddOperationTransformer<GaiaOperation>();
        options.AddSchemaTransformer<WireSchema>();
    });

    public static void MapOpenApiDocument(this WebApplication app)
    {
        app.MapOpenApi(Routes.OpenApi);
        // The page's script is served out of this program, and nothing of it asks another host.
        app.MapScalarApiReference(Routes.Docs, scalar => scalar
            .WithTitle("Gaia")
            .WithOpenApiRoutePattern(Routes.OpenApi)
            .DisableDefaultFonts()
            .DisableTelemetry()
            .DisableAgent());
    }
}
