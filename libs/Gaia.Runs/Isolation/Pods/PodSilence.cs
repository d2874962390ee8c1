namespace Gaia.Runs.Isolation.Pods;

/// <summary>
/// How long a pod has not been heard of. While the API server itself does not answer nobody can hear of any pod: that time does not count.
/// </summary>
/// <param name="limit">What is too long.</param>
internal sealed class PodSilence(TimeSpan limit, TimeProvider time)
{
    private readonly Lock counting = new();
    private long since = time.GetTimestamp();
    private TimeSpan silent;
    private bool isBounded;

    /// <summary>For work that must end: all time counts from its beginning, whatever is heard meanwhile.</summary>
    public static PodSilence Bounded(TimeSpan limit, TimeProvider time) => new(limit, time) { isBounded = true };

    /// <summary>Something else is asked of the pod from now on.</summary>
    public void Begin()
    {
        lock (counting) (since, silent) = (time.GetTimestamp(), TimeSpan.Zero);
    }

    /// <summary>A sign of life: output, or a script that says that it works.</summary>
    public void Hear()
    {
        if (!isBounded) Begin();
    }

    /// <summary>Nobody waits longer than the limit from now on, as <see cref="Bounded"/>.</summary>
    public void Bound()
    {
        lock (counting) isBounded = true;
        Begin();
    }

    /// <summary>After a broken connection.</summary>
    /// <param name="apiAnswers">The API server does.</param>
    public bool IsTooLong(bool apiAnswers)
    {
        lock (counting)
        {
            var now = time.GetTimestamp();
            if (apiAnswers || isBounded) silent += time.GetElapsedTime(since, now);
            since = now;
            return silent >= limit;
        }
    }
}
