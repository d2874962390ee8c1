using System.Diagnostics;
using Gaia.Contracts;

namespace Gaia.Api.Problems;

/// <summary>What an answer that is not a success says: HTTP status, stable code and words for people.</summary>
internal sealed record Problem(int Status, string Code, string Detail)
{
    public IReadOnlyDictionary<string, string[]>? Errors { get; init; }

    public IReadOnlyList<string>? Nearest { get; init; }

    /// <summary>Seconds after which asking again makes sense.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>A fault of ours: logged with its exception, told with its trace id.</summary>
    public bool IsFault => Status is StatusCodes.Status500InternalServerError or StatusCodes.Status507InsufficientStorage;

    public async Task WriteAsync(HttpContext http)
    {
        http.Response.StatusCode = Status;
        if (RetryAfter is { } seconds) http.Response.Headers.RetryAfter = $"{seconds}";
        if (Status is StatusCodes.Status401Unauthorized) http.Response.Headers.WWWAuthenticate = Security.BasicTokens.Challenge(http);
        http.Response.Headers.CacheControl = "no-store";
        await http.Response.WriteAsJsonAsync(
            http.RequestServices.GetRequiredService<ShownText>().Of(this).Body(http), Hosting.ApiJson.Contracts.ProblemResponse, "application/problem+json", http.RequestAborted);
    }

    private ProblemResponse Body(HttpContext http) => new(
        null, Title(Status), Status, Detail, http.Request.Path, Code, Errors, Activity.Current?.TraceId.ToString(), Nearest);

    private static string Title(int status) => Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(status);
}
