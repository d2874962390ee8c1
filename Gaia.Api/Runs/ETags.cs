namespace Gaia.Api.Runs;

internal static class ETags
{
    /// <summary>Sets the answer's ETag and tells whether the caller has it already (If-None-Match).</summary>
    public static bool IsCurrent(HttpContext http, string etag)
    {
        http.Response.Headers.ETag = etag;
        http.Response.Headers.CacheControl = "no-cache";
        return http.Request.Headers.IfNoneMatch
            .SelectMany(values => (values ?? "").Split(','))
            .Any(value => value.Trim() is var tag && (tag == etag || tag == "*" || tag == "W/" + etag));
    }
}
