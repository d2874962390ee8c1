using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Gaia.Api.Runs;
using Gaia.Api.Security;
using Gaia.Api.Status;
using Gaia.Configurations;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Options;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace Gaia.Api.Configurations;

internal static class ContentNames
{
    /// <summary>
    /// The answer follows from the path, the query, the caller's reach and this version alone: who has it is told so
    /// (304) before anything is opened, and what was worked out once is kept. Not where the server lets configurations
    /// reach outside.
    /// </summary>
    public static TBuilder NamedByContent<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder =>
        builder.AddEndpointFilter(async (context, next) =>
        {
            var http = context.HttpContext;
            var services = http.RequestServices;
            if (!services.GetRequiredService<OpenConfiguration>().FollowsFromContent) return await next(context);
            var tag = Tag(http);
            if (http.Request.Headers.IfNoneMatch.Count > 0 && ETags.IsCurrent(http, tag)) return TypedResults.StatusCode(304);
            var kept = services.GetRequiredService<KeptAnswers>();
            if (kept.Find(tag) is not { } answer)
            {
                answer = Written(await next(context), http);
                kept.Keep(tag, answer);
            }
            ETags.IsCurrent(http, tag);
            return answer;
        });

    private static EngineDocument Written(object? answer, HttpContext http)
    {
        if (answer is EngineDocument document) return document;
        var declared = http.GetEndpoint()!.Metadata.OfType<IProducesResponseTypeMetadata>().First(produces => produces.StatusCode == 200).Type!;
        var json = http.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        return new EngineDocument(JsonSerializer.SerializeToUtf8Bytes(answer, json.GetTypeInfo(declared)));
    }

    private static string Tag(HttpContext http)
    {
        var name = $"{GaiaVersion.Text} {http.Request.Path}{http.Request.QueryString} {string.Join(',', http.User.Caller()!.Stacks)}";
        return $"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..32]}\"";
    }
}
