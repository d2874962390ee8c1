using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Gaia.Api.OpenApi;

/// <summary>What the document says once for all calls.</summary>
internal sealed class GaiaDocument : IOpenApiDocumentTransformer
{
    public const string Bearer = "bearer";
    public const string Basic = "basic";

    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new()
        {
            Title = "Gaia",
            Version = "v1",
            Description = "Terraform runs of Atmos stacks: plan, approve, apply, follow. Errors are problem details (RFC 9457) "
                + "with a stable code.",
        };
        document.AddExtension(ExpectedRefusals.Engine, new JsonNodeExtension(new JsonObject
        {
            ["404"] = new JsonArray([.. EngineCodes.NotFound.Select(code => JsonValue.Create(code))]),
            ["422"] = new JsonArray([.. EngineCodes.Unprocessable.Append("outside.*").Select(code => JsonValue.Create(code))]),
        }));
        document.Servers = [new() { Url = "/" }];
        document.Components ??= new();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes[Bearer] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "A token of Gaia (gaia_...) or one of the configured OpenID Connect issuer. "
                + "Not needed in Development by programs of the API's own account on its machine.",
        };
        document.Components.SecuritySchemes[Basic] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "basic",
            Description = "For terraform: the password is a token of Gaia, the user name is passed over.",
        };
        return Task.CompletedTask;
    }
}
