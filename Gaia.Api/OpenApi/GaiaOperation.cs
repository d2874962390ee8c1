using Gaia.Api.Idempotency;
using Gaia.Api.Security;
using Gaia.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Gaia.Api.OpenApi;

/// <summary>Role, Idempotency-Key and the shape of errors, read from what the endpoint declares.</summary>
internal sealed class GaiaOperation : IOpenApiOperationTransformer
{
    public async Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<IAllowAnonymous>().Any() is false)
            operation.Security = [new() { [new OpenApiSecuritySchemeReference(GaiaDocument.Bearer, context.Document)] = [] }];
        if (metadata.OfType<TakesBasic>().Any())
            operation.Security?.Add(new() { [new OpenApiSecuritySchemeReference(GaiaDocument.Basic, context.Document)] = [] });
        if (metadata.OfType<NeededRole>().MaxBy(needed => needed.Role) is { } most)
            operation.Description = $"{operation.Description} Needs the role {most.Role.ToString().ToLowerInvariant()}.".Trim();
        if (metadata.OfType<Idempotent>().Any()) AddKey(operation);
        operation.Responses ??= [];
        var problem = await ProblemAsync(context, cancellationToken);
        foreach (var status in ExpectedRefusals.Of(context.Description, operation).GroupBy(ProblemCodes.StatusOf).OrderBy(status => status.Key))
            operation.Responses[$"{status.Key}"] = Response(ExpectedRefusals.Words(status), problem);
        operation.Responses["default"] = Response("Refused or failed", problem);
    }

    private static OpenApiResponse Response(string description, IOpenApiSchema problem) => new()
    {
        Description = description,
        Content = new Dictionary<string, OpenApiMediaType> { ["application/problem+json"] = new() { Schema = problem } },
    };

    private static async Task<IOpenApiSchema> ProblemAsync(OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var schema = await context.GetOrCreateSchemaAsync(typeof(ProblemResponse), cancellationToken: cancellationToken);
        context.Document!.AddComponent(nameof(ProblemResponse), schema);
        return new OpenApiSchemaReference(nameof(ProblemResponse), context.Document);
    }

    private static void AddKey(OpenApiOperation operation)
    {
        operation.Parameters ??= [];
        if (operation.Parameters.Any(parameter => parameter.Name == IdempotencyMiddleware.Header)) return;
        operation.Parameters.Add(new OpenApiParameter
        {
            Name = IdempotencyMiddleware.Header,
            In = ParameterLocation.Header,
            Description = "A key of yours, up to 200 characters: the call is carried out once, repeated calls get the first answer.",
            Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = 200 },
        });
    }
}
