using Gaia.AppHost.Local;

namespace Gaia.AppHost.Tests.Local;

public sealed class BackoffTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 27, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Pauses_double_up_to_half_a_minute_and_start_over_after_a_calm_one()
    {
        var backoff = new Backoff();
        Assert.Equal([0.5, 1, 2, 4, 8, 16, 30, 30], Enumerable.Range(0, 8).Select(_ => backoff.Next(Start).TotalSeconds));
        Assert.Equal(0.5, backoff.Next(Start.AddSeconds(100)).TotalSeconds);
    }

    [Fact]
    public void The_pause_itself_is_no_calm() // after 30 s of pause a crash within the next minute goes on counting
    {
        var backoff = new Backoff();
        foreach (var _ in Enumerable.Range(0, 8))
            backoff.Next(Start);
        Assert.Equal(30, backoff.Next(Start.AddSeconds(80)).TotalSeconds);
    }
}
