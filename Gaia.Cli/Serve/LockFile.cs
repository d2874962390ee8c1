using Gaia.Stacks.Files;

namespace Gaia.Cli.Serve;

internal static class LockFile
{
    /// <summary>Whether no process holds the lock (flock); so it is where there is no such file.</summary>
    /// <exception cref="IOException">It is a FIFO or a device.</exception>
    public static bool IsFree(string path)
    {
        RegularFile.Demand(path);
        try
        {
            // Exclusive: the guards of services share theirs.
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.None);
            return true;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
