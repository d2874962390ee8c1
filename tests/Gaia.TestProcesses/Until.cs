namespace Gaia.TestProcesses;

/// <summary>Waits for a state, and says which one did not come in time.</summary>
public static class Until
{
    public static Task TrueAsync(Func<bool> reached, string what, int seconds = 30) => TrueAsync(() => Task.FromResult(reached()), what, seconds);

    /// <exception cref="TimeoutException">It did not come.</exception>
    public static async Task TrueAsync(Func<Task<bool>> reached, string what, int seconds = 30, CancellationToken cancellationToken = default)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!await reached())
        {
            if (TimeProvider.System.GetElapsedTime(started).TotalSeconds > seconds) throw new TimeoutException($"Not within {seconds} s: {what}");
            await Task.Delay(20, cancellationToken);
        }
    }
}
