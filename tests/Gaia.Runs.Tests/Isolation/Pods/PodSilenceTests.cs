using Gaia.Runs.Isolation.Pods;
using Microsoft.Extensions.Time.Testing;

namespace Gaia.Runs.Tests.Isolation.Pods;

public sealed class PodSilenceTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5), Half = Limit / 2;
    private readonly FakeTimeProvider time = new();

    [Fact]
    public void A_sign_of_life_ends_it()
    {
        var silence = new PodSilence(Limit, time);
        time.Advance(Half);
        Assert.False(silence.IsTooLong(apiAnswers: true));
        silence.Hear();
        time.Advance(Half);
        Assert.False(silence.IsTooLong(apiAnswers: true));
        time.Advance(Half);
        Assert.True(silence.IsTooLong(apiAnswers: true));
    }

    [Fact]
    public void An_outage_of_the_API_server_is_left_out()
    {
        var silence = new PodSilence(Limit, time);
        time.Advance(Half);
        Assert.False(silence.IsTooLong(apiAnswers: true));
        time.Advance(3 * Limit);
        Assert.False(silence.IsTooLong(apiAnswers: false));
        time.Advance(Half / 2);
        Assert.False(silence.IsTooLong(apiAnswers: true));
        time.Advance(Half / 2);
        Assert.True(silence.IsTooLong(apiAnswers: true));
    }

    [Fact]
    public void What_must_end_counts_all_time_whatever_is_heard()
    {
        var silence = new PodSilence(Limit, time);
        time.Advance(2 * Limit);
        silence.Bound();
        time.Advance(Half);
        silence.Hear();
        Assert.False(silence.IsTooLong(apiAnswers: false));
        time.Advance(Half);
        Assert.True(silence.IsTooLong(apiAnswers: false));
    }
}
