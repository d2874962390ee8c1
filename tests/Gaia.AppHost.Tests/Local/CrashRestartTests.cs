using Gaia.AppHost.Local;

namespace Gaia.AppHost.Tests.Local;

public sealed class CrashRestartTests
{
    [Theory]
    [InlineData("Running", "Exited")]
    [InlineData("Running", "Finished")]
    [InlineData("Starting", "FailedToStart")]
    [InlineData("Starting", "Exited")] // so fast that nobody saw it run
    [InlineData(null, "FailedToStart")]
    public void What_ends_by_itself_starts_again(string? before, string now) => Assert.True(CrashRestart.EndedByItself(before, now));

    [Theory]
    [InlineData("Stopping", "Exited")]
    [InlineData("Stopping", "Finished")]
    [InlineData("Running", "Stopping")]
    [InlineData("Exited", "Exited")] // another property of it changed
    [InlineData("Exited", "Starting")]
    public void What_was_stopped_or_goes_on_does_not(string before, string now) => Assert.False(CrashRestart.EndedByItself(before, now));

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    [InlineData(null, false)]
    public void What_runs_to_its_end_starts_again_only_after_a_failure(int? exitCode, bool done)
    {
        var program = new ExecutableResource("migrations", "sh", "/");
        program.Annotations.Add(new RetryAnnotation());
        Assert.Equal(done, CrashRestart.IsDone(program, exitCode));
        Assert.False(CrashRestart.IsDone(new ExecutableResource("api", "sh", "/"), exitCode));
    }
}
