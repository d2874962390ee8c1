using System.Net;

namespace Gaia.Api.Security;

/// <summary>Whether a request comes from a person or program on this machine, and from no one who merely uses their browser.</summary>
internal static class LocalCaller
{
    // A proxy on this machine speaks for others; whoever names one is not local. X-Original-For is what ASP.NET leaves
    // where ASPNETCORE_FORWARDEDHEADERS_ENABLED made it believe a caller's X-Forwarded-For, which could say 127.0.0.1.
    private static readonly string[] SignsOfAProxy = ["X-Forwarded-For", "X-Original-For", "Forwarded"];

    public static bool IsLoopback(HttpContext http) =>
        http.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
        && !SignsOfAProxy.Any(http.Request.Headers.ContainsKey)
        && IsOwnPage(http.Request);

    // A page of some site can make the browser call 127.0.0.1: under a name of its own that resolves there (Host), or
    // across origins (Origin, Sec-Fetch-Site). Both are told by headers that a page cannot forge.
    private static bool IsOwnPage(HttpRequest request) =>
        IsLoopbackName(request.Host.Host)
        && request.Headers["Sec-Fetch-Site"].ToString() is "" or "none" or "same-origin"
        && (request.Headers.Origin.ToString() is "" || request.Headers.Origin == $"{request.Scheme}://{request.Host}");

    private static bool IsLoopbackName(string host) =>
        host is "localhost" || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
