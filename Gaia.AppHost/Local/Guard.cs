namespace Gaia.AppHost.Local;

/// <summary>Processes that outlive the orchestrator's patience (guard.sh), and the locks that tell whether any is left.</summary>
internal static class Guard
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    public const string Shell = "sh";

    /// <summary>Held while a service still writes down what it has.</summary>
    public static string ServicesLock(DataFolder data) => Path.Combine(data.Root, "services.lock");

    /// <summary>Held while the API still serves such a service: terraform has its states there.</summary>
    public static string FrontLock(DataFolder data) => Path.Combine(data.Root, "front.lock");

    /// <summary>Held while a server still serves such a service.</summary>
    public static string ServersLock(DataFolder data) => Path.Combine(data.Root, "servers.lock");

    /// <summary>Arguments of <see cref="Shell"/> that run a command under the guard.</summary>
    /// <param name="after">The lock of those who end before it, when everything does.</param>
    public static IEnumerable<object> Arguments(string lockFile, TimeSpan grace, string? after, params IEnumerable<object> command) =>
        [Script("Local", "guard.sh"), lockFile, $"{grace.TotalSeconds:0}", after ?? "", $"{Environment.ProcessId}", .. command];

    public static string Script(string folder, string name) => Path.Combine(AppContext.BaseDirectory, folder, name);

    /// <returns>Whether nothing is left in time.</returns>
    public static async Task<bool> WaitUntilGoneAsync(string lockFile, TimeSpan limit, TimeProvider time, CancellationToken ct)
    {
        var started = time.GetTimestamp();
        while (!IsFree(lockFile))
        {
            if (time.GetElapsedTime(started) > limit || ct.IsCancellationRequested)
                return false;
            await Task.Delay(Look, time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        return true;
    }

    public static bool IsFree(string lockFile)
    {
        try
        {
            using var file = new FileStream(lockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return true;
        }
        catch (IOException e) when (e is not DirectoryNotFoundException)
        {
            return false;
        }
    }
}
