using Gaia.AppHost.Local;
using Microsoft.Extensions.Configuration;

namespace Gaia.AppHost.Tests.Local;

public sealed class DashboardTests
{
    [Fact]
    public void The_url_that_others_are_told_has_no_token()
    {
        var settings = Settings(("ASPNETCORE_URLS", "http://127.0.0.1:18888;http://127.0.0.1:1"), ("AppHost:BrowserToken", "abc"));
        Assert.Equal("http://127.0.0.1:18888", Dashboard.Url(settings));
        Assert.Equal("http://127.0.0.1:18888/login?t=abc", Dashboard.UrlWithToken(settings));
    }

    [Fact]
    public void Without_a_token_the_dashboard_is_open() =>
        Assert.Equal("http://127.0.0.1:18888", Dashboard.UrlWithToken(Settings(("ASPNETCORE_URLS", "http://127.0.0.1:18888"))));

    [Fact]
    public void Spans_of_the_command_go_where_HTTP_is_spoken() =>
        Assert.Equal(new RunFile.Receiver("http://127.0.0.1:4318", "key"),
            Dashboard.Telemetry(Settings(("ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL", "http://127.0.0.1:4318"), ("AppHost:OtlpApiKey", "key"))));

    private static IConfiguration Settings(params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(each => KeyValuePair.Create(each.Key, (string?)each.Value))).Build();
}
