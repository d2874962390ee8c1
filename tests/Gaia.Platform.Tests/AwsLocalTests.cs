namespace Gaia.Platform.Tests;

/// <summary>scripts/aws-local.sh, in a folder of its own: whoever has a stand-in running keeps it.</summary>
public sealed class AwsLocalTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("gaia-aws-local-").FullName;

    public AwsLocalTests()
    {
        foreach (var name in new[] { "scripts/aws-local.sh", "tests/aws" })
            Tree.Copy(Path.Combine(Repository.Root, name), Path.Combine(root, name));
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public async Task It_starts_says_how_to_reach_it_and_stops()
    {
        Needs.StandIn();
        Assert.Equal(1, (await RunAsync("status")).ExitCode);

        var port = FreePort.Next();
        var started = await RunAsync("start", $"{port}");
        try
        {
            Assert.True(started.ExitCode == 0, started.Everything);
            Assert.Contains($"export AWS_ENDPOINT_URL=http://127.0.0.1:{port}\n", started.Output, StringComparison.Ordinal);
            Assert.Equal(started.Output, (await RunAsync("status")).Output);
            using var http = new HttpClient();
            (await http.GetAsync(new Uri($"http://127.0.0.1:{port}/moto-api/"), TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();
        }
        finally
        {
            Assert.Equal(0, (await RunAsync("stop")).ExitCode);
        }
        Assert.Equal(1, (await RunAsync("status")).ExitCode);
    }

    [Fact]
    public async Task A_port_that_is_none_is_refused()
    {
        Needs.StandIn();
        var refused = await RunAsync("start", "http");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("http is not a port", refused.Errors, StringComparison.Ordinal);
    }

    private Task<ToolResult> RunAsync(params string[] arguments) =>
        Tool.RunAsync(Path.Combine(root, "scripts", "aws-local.sh"), arguments, root,
            new Dictionary<string, string> { ["PYTHON"] = Python.Program, ["PYTHONDONTWRITEBYTECODE"] = "1" },
            TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);
}
