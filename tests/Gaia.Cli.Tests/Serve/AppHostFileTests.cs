using Gaia.Cli.Serve;

namespace Gaia.Cli.Tests.Serve;

public sealed class AppHostFileTests : IDisposable
{
    private readonly ServeFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void It_says_what_runs()
    {
        folder.Write("apphost.json", """
            { "pid": 4711, "api": "http://localhost:8081", "dashboard": "http://127.0.0.1:18888/login?t=abc", "servers": "containers",
              "telemetry": { "url": "http://127.0.0.1:4318", "key": "k" }, "later": true }
            """);
        Assert.Equal(
            new AppHostFile(4711, new("http://localhost:8081"), "containers") { Dashboard = new("http://127.0.0.1:18888/login?t=abc"), Telemetry = new("http://127.0.0.1:4318", "k") },
            Read());
    }

    [Fact]
    public void A_dashboard_may_be_missing()
    {
        folder.Write("apphost.json", """{"pid":1,"api":"http://localhost:8080","dashboard":null,"servers":"processes"}""");
        Assert.Null(Read()!.Dashboard);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"pid\": 47")]
    [InlineData("{}")]
    [InlineData("{\"pid\":1,\"api\":null,\"servers\":\"processes\"}")]
    [InlineData("null")]
    [InlineData("[]")]
    public void One_that_cannot_be_read_counts_as_none(string text) => Assert.Null(folder.Write("apphost.json", text) is { } ? Read() : null);

    [Fact]
    public void None_is_none() => Assert.Null(Read());

    private AppHostFile? Read() => AppHostFile.Read(folder.Data.RunFile, folder.Context());
}
