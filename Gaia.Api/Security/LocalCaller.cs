using System.Net;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;

namespace Gaia.Api.Security;

/// <summary>
/// Whether a request comes from a person or program of this account on this machine: not through a proxy, not from a page that merely uses their
/// browser, not from the terraform of a run (docs/decisions/0005).
/// </summary>
internal sealed class LocalCaller(IHostEnvironment environment)
{
    // A proxy on this machine speaks for others; whoever names one is not local. X-Original-For is what ASP.NET leaves
    // where ASPNETCORE_FORWARDEDHEADERS_ENABLED made it believe a caller's X-Forwarded-For, which could say 127.0.0.1.
    private static readonly string[] SignsOfAProxy =
    [
        "Via", "Forwarded", "X-Real-IP", "X-Client-IP", "X-Cluster-Client-IP", "X-Remote-IP", "X-Remote-Addr", "X-ProxyUser-IP", "X-Envoy-External-Address",
        "Client-IP", "True-Client-IP", "Fastly-Client-IP", "Fly-Client-IP", "DO-Connecting-IP", "X-Azure-ClientIP", "X-Azure-SocketIP", "X-AppEngine-User-IP",
        "Proxy-Connection", "Proxy-Authorization", "CDN-Loop",
    ];
    private static readonly string[] BeginningsOfOne = ["X-Forwarded", "X-Original-", "CF-"];

    private static readonly object Verdict = new();

    /// <summary>In Development it may do everything without a token.</summary>
    public bool NeedsNoToken(HttpContext http) => environment.IsDevelopment() && Is(http);

    public bool Is(HttpContext http) => IsNear(http) && IsOwn(http);

    /// <summary>For who seems to be the person at the machine, and is not known to be; else nothing.</summary>
    public string Advice(HttpContext http) => environment.IsDevelopment() && IsNear(http)
        ? " In Development programs of the API's own account need none. This one could not be seen to be one: it runs as another account, in a sandbox or a container, or has ended."
        : "";

    private static bool IsNear(HttpContext http) =>
        http.Connection.RemoteIpAddress is { } address && IsLoopback(address)
        && !http.Request.Headers.Any(header => IsSignOfAProxy(header.Key))
        && IsOwnPage(http.Request);

    private static bool IsSignOfAProxy(string header) =>
        SignsOfAProxy.Contains(header, StringComparer.OrdinalIgnoreCase) || BeginningsOfOne.Any(start => header.StartsWith(start, StringComparison.OrdinalIgnoreCase));

    /// <summary>Found once for a connection: whoever holds it can hand it to nobody but by their own will.</summary>
    private static bool IsOwn(HttpContext http)
    {
        if (!OperatingSystem.IsLinux()) return true; // no sandbox there, and no other account for a run
        var kept = http.Features.GetRequiredFeature<IConnectionItemsFeature>().Items;
        lock (kept) // HTTP/2 asks for several things at once
        {
            if (kept.TryGetValue(Verdict, out var known)) return known is true;
            var found = FindPeer(http.Connection) is { } peer && OwnProcesses.Hold(peer);
            kept[Verdict] = found;
            return found;
        }
    }

    private static TcpSocket? FindPeer(ConnectionInfo connection)
    {
        if (connection is not { LocalIpAddress: { } ours, RemoteIpAddress: { } theirs }) return null;
        try
        {
            return TcpSocket.FindPeer(new(ours, connection.LocalPort), new(theirs, connection.RemotePort));
        }
        catch (Exception hidden) when (hidden is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // A page of some site can make the browser call 127.0.0.1: under a name of its own that resolves there (Host), or
    // across origins (Origin, Sec-Fetch-Site). Both are told by headers that a page cannot forge.
    private static bool IsOwnPage(HttpRequest request) =>
        IsLoopbackName(request.Host.Host)
        && request.Headers["Sec-Fetch-Site"].ToString() is "" or "none" or "same-origin"
        && (request.Headers.Origin.ToString() is "" || request.Headers.Origin == $"{request.Scheme}://{request.Host}");

    private static bool IsLoopbackName(string host) =>
        host is "localhost" || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IsLoopback(address));

    private static bool IsLoopback(IPAddress address) => IPAddress.IsLoopback(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);
}
