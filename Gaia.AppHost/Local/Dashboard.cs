using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gaia.AppHost.Local;

/// <summary>Where Aspire's dashboard is, and who may send to it.</summary>
internal static class Dashboard
{
    private const int UsualPort = 18888;
    private const string OtlpOverHttp = "ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL";

    /// <summary>It speaks plain HTTP on loopback: there is no certificate that a first-time user would trust.</summary>
    public static void UseDashboardOnLoopback(this IDistributedApplicationBuilder app)
    {
        var settings = app.Configuration;
        settings["ASPIRE_ALLOW_UNSECURED_TRANSPORT"] ??= "true";
        settings["ASPNETCORE_URLS"] ??= $"http://127.0.0.1:{Port(settings["dashboard-port"])}";
        settings["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] ??= $"http://127.0.0.1:{FreePort()}";
        settings[OtlpOverHttp] ??= $"http://127.0.0.1:{FreePort()}";
        settings["ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL"] ??= $"http://127.0.0.1:{FreePort()}";
        // A line for each call of the dashboard says nothing to those who watch the console.
        app.Services.AddLogging(logging => logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning));
        app.Eventing.Subscribe<BeforeStartEvent>((before, _) => before.Model.WithoutCertificates());
    }

    /// <summary>So that `gaia status` can say where it is; without the token.</summary>
    public static IResourceBuilder<ProjectResource> WithDashboardUrl(this IResourceBuilder<ProjectResource> api)
    {
        var app = api.ApplicationBuilder;
        return app.ExecutionContext.IsRunMode && !app.IsUnderTest() && Url(app.Configuration) is { } url ? api.WithEnvironment("Gaia__DashboardUrl", url) : api;
    }

    public static string? Url(IConfiguration configuration) => configuration["ASPNETCORE_URLS"]?.Split(';')[0];

    public static string? UrlWithToken(IConfiguration configuration) =>
        Url(configuration) is { } url && configuration["AppHost:BrowserToken"] is { Length: > 0 } token ? $"{url}/login?t={token}" : Url(configuration);

    public static RunFile.Receiver? Telemetry(IConfiguration configuration) =>
        configuration[OtlpOverHttp] is { } url ? new(url, configuration["AppHost:OtlpApiKey"]) : null;

    /// <summary>Nothing here uses TLS, so nobody is to be warned, in red, that no developer certificate is trusted.</summary>
    private static Task WithoutCertificates(this DistributedApplicationModel model)
    {
#pragma warning disable ASPIRECERTIFICATES001 // The only way to say it.
        foreach (var resource in model.Resources)
            resource.Annotations.Add(new HttpsCertificateAnnotation { UseDeveloperCertificate = false });
#pragma warning restore ASPIRECERTIFICATES001
        return Task.CompletedTask;
    }

    private static int Port(string? wanted) =>
        int.TryParse(wanted, out var port) ? port : Requirements.IsFree(UsualPort) ? UsualPort : FreePort();

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
