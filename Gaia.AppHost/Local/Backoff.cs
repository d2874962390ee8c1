namespace Gaia.AppHost.Local;

/// <summary>0.5, 1, 2 ... 30 s; from the beginning after a minute without a crash.</summary>
internal sealed class Backoff
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Calm = TimeSpan.FromMinutes(1);
    private DateTimeOffset _last = DateTimeOffset.MinValue;
    private TimeSpan _pause;

    public TimeSpan Next(DateTimeOffset now)
    {
        _pause = now - _last > Calm + _pause ? First : TimeSpan.FromTicks(Math.Min(_pause.Ticks * 2, Longest.Ticks));
        _last = now;
        return _pause;
    }
}
