using Gaia.ProcessHost.Running;
using Microsoft.Extensions.Time.Testing;

namespace Gaia.ProcessHost.Tests.Model;

public sealed class BackoffTests
{
    [Fact]
    public void Pauses_double_up_to_half_a_minute_and_start_over_after_a_calm_one()
    {
        var time = new FakeTimeProvider();
        var backoff = new Backoff(time);
        Assert.Equal([0.5, 1, 2, 4, 8, 16, 30, 30], Enumerable.Range(0, 8).Select(_ => backoff.Next().TotalSeconds));
        time.Advance(TimeSpan.FromSeconds(100));
        Assert.Equal(0.5, backoff.Next().TotalSeconds);
    }
}
