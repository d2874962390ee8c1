using Gaia.Cli.Serve;

namespace Gaia.Cli.Tests.Serve;

public sealed class StartFailureTests
{
    private const string What = "Gaia did not start (exit code 1).";

    [Fact]
    public void A_refusal_is_told_without_the_log_around_it()
    {
        var failure = StartFailure.Of(What, "/data/serve.log",
        [
            "api | Error: Gaia__MinFreeBytes is 'abc', not a whole number.",
            "Error: 'api' cannot start: Gaia__MinFreeBytes is 'abc', not a whole number.",
            "api | Executing command 'stop'.",
        ]);
        Assert.Equal("Gaia did not start (exit code 1). 'api' cannot start: Gaia__MinFreeBytes is 'abc', not a whole number.", failure.Message);
        Assert.Equal(["The whole log is /data/serve.log"], failure.Hints);
    }

    [Fact]
    public void What_a_service_said_last_goes_with_it()
    {
        var failure = StartFailure.Of(What, "/data/serve.log", ["Error: 'postgres' does not stay up (exit code 1). Its last lines:", "  PANIC:  no pg_control", "redis | bye"]);
        Assert.Equal(["PANIC:  no pg_control", "The whole log is /data/serve.log"], failure.Hints);
    }

    [Fact]
    public void Without_a_refusal_the_end_of_the_log_is_shown()
    {
        var failure = StartFailure.Of(What, "/data/serve.log", [.. Enumerable.Range(1, 30).Select(number => $"api | line {number}")]);
        Assert.Equal("Gaia did not start (exit code 1). The end of /data/serve.log:", failure.Message);
        Assert.Equal(("api | line 11", "api | line 30", 20), (failure.Hints[0], failure.Hints[^1], failure.Hints.Count));
    }
}
