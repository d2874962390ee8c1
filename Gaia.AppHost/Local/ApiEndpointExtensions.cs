using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Gaia.AppHost.Local;

internal static class ApiEndpointExtensions
{
    private const int UsualPort = 8080;

    /// <summary>
    /// Port 8080 unless `--port` or GAIA_PORT say otherwise; a free one in tests. Without Aspire's proxy, which would take
    /// connections while the API is away and keep its callers waiting.
    /// </summary>
    public static IResourceBuilder<ProjectResource> WithApiEndpoint(this IResourceBuilder<ProjectResource> api, LocalMachine machine)
    {
        var app = api.ApplicationBuilder;
        if (!app.ExecutionContext.IsRunMode)
            return api.WithHttpEndpoint(targetPort: machine.ServicePort);
        if (app.IsUnderTest())
            return api.WithHttpEndpoint(isProxied: false);
        var port = Port(app.Configuration, "port") ?? Port(app.Configuration, "GAIA_PORT") ?? UsualPort;
        machine.Requirements.AddPort(api.Resource.Name, port, "--port 8081 (or GAIA_PORT=8081)");
        return api.WithHttpEndpoint(port: port, targetPort: port, isProxied: false);
    }

    private static int? Port(IConfiguration configuration, string name) => configuration[name] switch
    {
        null or "" => null,
        { } text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= ushort.MaxValue => port,
        { } text => throw new CannotStartException($"'{text}' is not a port: {(name == "port" ? "--port" : name)} takes a number from 1 to {ushort.MaxValue}."),
    };
}
