namespace Gaia.AppHost.Local;

/// <summary>0.5, 1, 2 ... 30 s; from the beginning after a minute without a crash.</summary>
internal sealed class Backoff
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Calm = TimeSpan.FromMinutes(1);
    private DateTimeOffset _last = DateTimeOffset.MinValue;
    private TimeSpan _pause;

    /// <summary>Crashes without a calm minute between them.</summary>
    public int InARow { get; private set; }

    public TimeSpan Next(DateTimeOffset now)
    {
        var calm = now - _last > Calm + _pause;
        (_pause, InARow, _last) = (calm ? First : TimeSpan.FromTicks(Math.Min(_pause.Ticks * 2, Longest.Ticks)), calm ? 1 : InARow + 1, now);
        return _pause;
    }
}
