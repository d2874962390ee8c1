namespace Gaia.ProcessHost.Running;

/// <summary>0.5 s, 1 s, 2 s ... 30 s; from the start again after a minute without a crash.</summary>
internal sealed class Backoff(TimeProvider time)
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Calm = TimeSpan.FromMinutes(1);
    private TimeSpan _next = First;
    private long _last = time.GetTimestamp();

    public TimeSpan Next()
    {
        if (time.GetElapsedTime(_last) > Calm + _next)
            _next = First;
        _last = time.GetTimestamp();
        var pause = _next;
        _next = pause * 2 < Longest ? pause * 2 : Longest;
        return pause;
    }
}
