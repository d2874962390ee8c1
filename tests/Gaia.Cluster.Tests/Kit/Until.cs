namespace Gaia.Cluster.Tests.Kit;

internal static class Until
{
    public static async Task TrueAsync(Func<Task<bool>> reached, string what, int seconds = 60)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!await reached())
        {
            if (TimeProvider.System.GetElapsedTime(started).TotalSeconds > seconds) throw new TimeoutException($"Not within {seconds} s: {what}");
            await Task.Delay(100);
        }
    }
}
