using System.Diagnostics;
using Gaia.Jobs.Running;

namespace Gaia.Jobs.Tests;

public sealed class LeaseClockTests(JobsPostgres postgres)
{
    private const string Slept = "GAIA_TEST_SLEPT";
    private const int Seconds = 1_000_000;

    /// <summary>
    /// A time namespace gives a new process the clocks of a machine that has slept for long: the one that counts it is ahead, the
    /// system's is not. So this test runs once more, in there.
    /// </summary>
    [Fact]
    public async Task Time_goes_on_while_the_machine_is_suspended()
    {
        if (Environment.GetEnvironmentVariable(Slept) is not null)
        {
            var leases = LeaseClock.Of(TimeProvider.System);
            var ahead = leases.GetElapsedTime(0, leases.GetTimestamp()) - TimeProvider.System.GetElapsedTime(0, TimeProvider.System.GetTimestamp());
            Assert.InRange(ahead.TotalSeconds, Seconds - 10, double.MaxValue);
            return;
        }
        await using var database = await postgres.CreateDatabaseAsync();
        var start = new ProcessStartInfo("unshare", ["--user", "--map-root-user", "--time", "--boottime", $"{Seconds}", "--fork", Environment.ProcessPath!, "-noColor", "-method", $"*{nameof(Time_goes_on_while_the_machine_is_suspended)}"])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, Environment = { [Slept] = "1", ["GAIA_TEST_POSTGRES"] = database.ConnectionString }, // in there nobody may start a server
        };
        using var inside = Process.Start(start)!;
        inside.StandardInput.Close();
        var (output, errors) = (inside.StandardOutput.ReadToEndAsync(), inside.StandardError.ReadToEndAsync());
        await inside.WaitForExitAsync();
        Assert.SkipWhen((await errors).StartsWith("unshare: ", StringComparison.Ordinal), $"this machine gives no time namespace: {await errors}");
        Assert.True(inside.ExitCode == 0, await output);
        Assert.Contains("Total: 1,", await output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_test_has_its_own_clock()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        Assert.Same(time, LeaseClock.Of(time));
    }
}
