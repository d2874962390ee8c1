using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Gaia.Api.OpenApi;

/// <summary>
/// Nulls are left out of answers, so that what may be null is not required, whatever the record's constructor says.
/// </summary>
internal sealed class WireSchema : IOpenApiSchemaTransformer
{
    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        schema.Required?.ExceptWith(context.JsonTypeInfo.Properties.Where(property => property.IsGetNullable).Select(property => property.Name));
        if (schema.Required is { Count: 0 }) schema.Required = null;
        // Requests refuse a field they do not know; answers may grow one, and their readers are to ignore it.
        if (!context.JsonTypeInfo.Type.Name.EndsWith("Request", StringComparison.Ordinal)) schema.AdditionalPropertiesAllowed = true;
        return Task.CompletedTask;
    }
}
