using Gaia.Cli.Tests.Remote;
using Gaia.Contracts;

namespace Gaia.Cli.Tests.Status;

public sealed class DoctorTests : IDisposable
{
    private readonly FakeApi api = new();

    public void Dispose() => api.Dispose();

    [Fact]
    public async Task Without_the_api_it_says_how_to_start_it_and_goes_on()
    {
        api.Stop();
        var doctor = await DoctorAsync();
        Assert.Equal(1, doctor.ExitCode);
        Assert.Contains($"✗ api            nobody answers at {api.Url.GetLeftPart(UriPartial.Authority)}: connection refused", doctor.Out);
        Assert.Contains("`gaia serve`", doctor.Out);
        Assert.Contains("terraform here", doctor.Out);
        Assert.Contains("configuration", doctor.Out);
        Assert.Contains("wrong.", doctor.Error);
    }

    [Fact]
    public async Task What_the_server_lacks_is_shown_with_what_to_do()
    {
        api.Json("GET", Routes.Status, new("0.1.0", "Development",
            [new("api", "healthy", null, null), new("postgres", "healthy", "15.9, 2 ms", null), new("redis", "degraded", "not reachable", "Start redis-server.")],
            [new("w1", "host-1", "0.1.0", "missing", [], 0, 4, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch)], new(0, 0, 0, 2)), ContractsJson.Default.StatusResponse);
        var doctor = await DoctorAsync();
        Assert.Equal(1, doctor.ExitCode);
        Assert.Contains("✓ postgres       15.9, 2 ms", doctor.Out);
        Assert.Contains("! redis          not reachable\n                 Start redis-server.", doctor.Out);
        Assert.Contains("no terraform", doctor.Out);
        Assert.Contains("2 jobs failed for good", doctor.Out);
    }

    [Fact]
    public async Task A_worker_that_cannot_isolate_runs_is_wrong_and_says_what_to_do()
    {
        api.Json("GET", Routes.Status, new("0.1.0", "Production", [new("api", "healthy", null, null)],
            [new("w1", "host-1", "0.1.0", "1.11.4", ["AWS_PROFILE"], 0, 4, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, "missing", "Install bubblewrap.")],
            new(0, 0, 0, 0)), ContractsJson.Default.StatusResponse);
        var doctor = await DoctorAsync();
        Assert.Equal(1, doctor.ExitCode);
        Assert.Contains("✗   isolation    missing: this worker takes no runs\n                 Install bubblewrap.", doctor.Out);
    }

    [Fact]
    public async Task A_token_that_is_wanted_is_explained()
    {
        api.Problem("GET", Routes.Status, 401, "access.unauthenticated", "no");
        Assert.Contains("it wants a token, and none is set", (await DoctorAsync()).Out);
    }

    private Task<CliRun> DoctorAsync() => CliRun.OfAsync(["doctor"], new Dictionary<string, string> { ["GAIA_URL"] = api.Url.ToString(), ["HOME"] = "/nonexistent" });
}
