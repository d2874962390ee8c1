namespace Gaia.ProcessHost;

internal sealed class HttpHealthCheck(EndpointReference endpoint, string path, int statusCode)
{
    private static readonly HttpClient Http = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(1), AllowAutoRedirect = false })
    {
        Timeout = TimeSpan.FromSeconds(5),
    };

    public async Task CheckAsync(int replica, CancellationToken ct)
    {
        var url = new Uri(new Uri($"{endpoint.Annotation.UriScheme}://{EndpointReference.Host}:{endpoint.PortOf(replica)}"), path);
        using var response = await Http.GetAsync(url, ct);
        if ((int)response.StatusCode != statusCode)
            throw new HttpRequestException($"GET {url} answered {(int)response.StatusCode}, not {statusCode}");
    }
}
