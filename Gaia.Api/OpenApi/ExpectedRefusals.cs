using Gaia.Api.Idempotency;
using Gaia.Api.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.OpenApi;
using Role = Gaia.Access.Role;

namespace Gaia.Api.OpenApi;

/// <summary>The codes that an operation may be refused with: those that its endpoint declares, and those that follow from its shape.</summary>
internal static class ExpectedRefusals
{
    /// <summary>Stands for all of <see cref="EngineCodes"/>, which the document lists once.</summary>
    public const string Engine = "x-engine-codes";

    private static readonly string[] KeepBlobs = ["v1/configurations", "v1/runs", "v1/states"];

    private static readonly string[] OfBlobs = ["blobs.unavailable", "blobs.forbidden", "blobs.no-bucket", "keys.unavailable"];

    public static IEnumerable<string> Of(ApiDescription description, OpenApiOperation operation)
    {
        var metadata = description.ActionDescriptor.EndpointMetadata;
        var declared = metadata.OfType<Refusals>().SelectMany(refusals => refusals.Codes);
        return declared.Concat(OfShape(metadata, operation)).Concat(description.HttpMethod is "GET" ? [] : ["storage.full"])
            .Concat(KeepBlobs.Any(path => description.RelativePath?.StartsWith(path, StringComparison.Ordinal) is true) ? OfBlobs : []).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
    }

    public static string Words(IGrouping<int, string> status)
    {
        var engine = status.Key switch { 404 => EngineCodes.NotFound, 422 => EngineCodes.Unprocessable, _ => [] };
        var own = status.Except(engine).Select(code => $"`{code}`").ToList();
        return string.Join(", ", engine.Any(status.Contains) ? own.Append($"of the engine: {Engine}") : own);
    }

    private static IEnumerable<string> OfShape(IList<object> metadata, OpenApiOperation operation)
    {
        var names = operation.Parameters?.Select(parameter => parameter.Name).ToList() ?? [];
        List<string> codes = ["request.too-many", "internal", "database.unavailable"];
        if (!metadata.OfType<IAllowAnonymous>().Any()) codes.AddRange(["access.unauthenticated", "access.token-expired"]);
        if (metadata.OfType<NeededRole>().Any(needed => needed.Role > Role.Viewer)) codes.Add("access.denied");
        if (names.Count > 0) codes.Add("request.invalid");
        if (names.Contains("limit")) codes.Add("page.bad-limit");
        if (names.Contains("cursor")) codes.Add("page.bad-cursor");
        if (metadata.OfType<RequestTimeoutAttribute>().Any() || metadata.OfType<RequestTimeoutPolicy>().Any()) codes.Add("request.timeout");
        if (metadata.OfType<IAcceptsMetadata>().FirstOrDefault() is { RequestType: { } type } && type != typeof(Stream))
            codes.AddRange(["request.invalid", "request.malformed-json", "request.too-large", "request.media-type"]);
        if (metadata.OfType<Idempotent>().FirstOrDefault() is { } once)
            codes.AddRange(["idempotency.bad-key", "idempotency.key-reused", "idempotency.in-progress", .. once.KeepsAnswer ? (string[])[] : ["idempotency.shown-once"]]);
        return codes;
    }
}
