using System.Diagnostics;
using System.Globalization;

namespace Gaia.ProcessHost.Running;

/// <summary>One AppHost per data folder. The kernel lets go of the lock when its holder dies.</summary>
internal sealed class HostLock : IDisposable
{
    private readonly FileStream _file;

    private HostLock(FileStream file) => _file = file;

    public static HostLock Take(DataFolder data)
    {
        try
        {
            var file = new FileStream(data.LockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            // Beside the lock: while that is held, nobody may read it.
            File.WriteAllText(data.HolderFile, string.Create(
                CultureInfo.InvariantCulture, $"{Environment.ProcessId} {Process.GetCurrentProcess().StartTime:yyyy-MM-dd HH:mm:ss}\n"));
            return new HostLock(file);
        }
        catch (IOException e) when (e is not (DirectoryNotFoundException or FileNotFoundException))
        {
            throw new DistributedApplicationException(Held(data), e);
        }
    }

    /// <summary>The last AppHost's processes may still be on their way out, and with them its ports and data.</summary>
    public static async Task WaitForGuardsAsync(DataFolder data, Action<string> say, CancellationToken ct)
    {
        for (var said = false; !IsFree(data.GuardLockFile); said = true)
        {
            if (!said)
                say("waiting for the processes of the AppHost before this one to end");
            await Task.Delay(TimeSpan.FromMilliseconds(100), ct);
        }
    }

    public void Dispose() => _file.Dispose();

    private static bool IsFree(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    // "4711 2026-11-24 08:12:00"
    private static string Held(DataFolder data)
    {
        var parts = File.Exists(data.HolderFile) ? File.ReadAllText(data.HolderFile).Trim().Split(' ', 2) : ["unknown"];
        var (pid, since) = (parts[0], parts.Length > 1 ? $" since {parts[1]}" : "");
        return $"Another AppHost (pid {pid}{since}) runs with the data in {data.Root}. Stop it first (Ctrl+C where it runs, "
            + $"or: kill {pid}), or give this one its own data and port: GAIA_PORT=8081 ... --data-folder FOLDER.";
    }
}
