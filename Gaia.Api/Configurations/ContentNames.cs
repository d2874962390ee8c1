using System.Security.Cryptography;
using System.Text;
using Gaia.Api.Runs;
using Gaia.Api.Security;
using Gaia.Api.Status;

namespace Gaia.Api.Configurations;

internal static class ContentNames
{
    /// <summary>
    /// The answer follows from the path, the query, the caller's reach and this version alone: who has it is told so
    /// (304) before anything is opened.
    /// </summary>
    public static TBuilder NamedByContent<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder =>
        builder.AddEndpointFilter(async (context, next) =>
        {
            var http = context.HttpContext;
            if (http.Request.Headers.IfNoneMatch.Count > 0 && ETags.IsCurrent(http, Tag(http))) return TypedResults.StatusCode(304);
            var answer = await next(context);
            ETags.IsCurrent(http, Tag(http));
            return answer;
        });

    private static string Tag(HttpContext http)
    {
        var name = $"{GaiaVersion.Text} {http.Request.Path}{http.Request.QueryString} {string.Join(',', http.User.Caller()!.Stacks)}";
        return $"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..32]}\"";
    }
}
