using Gaia.Cli.Tests.Remote;
using Gaia.Contracts;

namespace Gaia.Cli.Tests.Status;

public sealed class StatusTests : IDisposable
{
    private readonly FakeApi api = new();
    private readonly string folder = Directory.CreateTempSubdirectory("gaia-status-").FullName;

    public void Dispose()
    {
        api.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task It_says_where_the_dashboard_is() =>
        Assert.Contains("\nDashboard: http://127.0.0.1:18888\n", (await StatusAsync("http://127.0.0.1:18888")).Out);

    [Fact]
    public async Task Without_a_dashboard_it_says_nothing_of_one() =>
        Assert.DoesNotContain("Dashboard", (await StatusAsync(null)).Out);

    [Fact]
    public async Task Who_may_read_the_AppHosts_file_gets_the_token_too()
    {
        File.WriteAllText(Path.Combine(folder, "apphost.json"), $$"""
            {"pid": 1, "api": "http://localhost:{{api.Url.Port}}", "dashboard": "http://127.0.0.1:18888/login?t=abc", "servers": "processes"}
            """);
        Assert.Contains("Dashboard: http://127.0.0.1:18888/login?t=abc\n", (await StatusAsync("http://127.0.0.1:18888")).Out);
        Assert.DoesNotContain("t=abc", (await StatusAsync("http://127.0.0.1:18888", "--format", "json")).Out);
    }

    [Theory]
    [InlineData("{\"pid\":")]
    [InlineData("{}")]
    [InlineData("null")]
    public async Task A_broken_file_of_the_AppHost_is_passed_over(string content)
    {
        File.WriteAllText(Path.Combine(folder, "apphost.json"), content);
        var status = await StatusAsync("http://127.0.0.1:18888");
        Assert.Equal((0, ""), (status.ExitCode, status.Error));
    }

    private Task<CliRun> StatusAsync(string? dashboard, params string[] options)
    {
        api.Json("GET", Routes.Status, new("0.1.0", "Development", [new("api", "healthy", null, null)], [], new(0, 0, 0, 0), dashboard), ContractsJson.Default.StatusResponse);
        return CliRun.OfAsync(["status", .. options], new Dictionary<string, string> { ["GAIA_URL"] = api.Url.ToString(), ["GAIA_APPHOST_DATA"] = folder, ["HOME"] = "/nonexistent" }, folder);
    }
}
