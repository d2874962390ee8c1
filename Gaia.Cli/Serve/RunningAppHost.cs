using System.Globalization;
using Gaia.Cli.Hosting;
using Gaia.Stacks.Files;

namespace Gaia.Cli.Serve;

/// <summary>The AppHost that has a data folder now.</summary>
/// <param name="Run">Null while it still starts.</param>
/// <param name="Since">When everything was healthy; of one that still starts, when it began.</param>
internal sealed record RunningAppHost(int Pid, AppHostFile? Run, DateTimeOffset Since)
{
    /// <summary>
    /// Files may be left over, or copied from another checkout whose AppHost is alive: only who holds the folder's lock runs
    /// on it, and only what is an AppHost by its arguments is ever signalled.
    /// </summary>
    /// <exception cref="CliException">Something else holds the folder.</exception>
    public static RunningAppHost? On(CliContext context, ServeData data)
    {
        if (LockFile.IsFree(data.Lock)) return null;
        var run = AppHostFile.Read(data.RunFile, context);
        if ((run?.Pid ?? PidOf(data.PidFile)) is { } pid && IsAppHost(pid))
            return new(pid, run, File.GetLastWriteTimeUtc(run is null ? data.PidFile : data.RunFile));
        throw new CliException($"The data folder {data.Root} is in use, but not by an AppHost that can be seen.", ExitCodes.Conflict, $"`fuser {data.Lock}` tells which process it is.");
    }

    public static bool IsAppHost(int pid)
    {
        try
        {
            return RegularFile.ReadText($"/proc/{pid}/cmdline").Split('\0').Take(2).Any(word => Path.GetFileName(word) is "Gaia.AppHost" or "Gaia.AppHost.dll");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false; // it has ended
        }
    }

    private static int? PidOf(string file)
    {
        try
        {
            return int.TryParse(RegularFile.ReadText(file), CultureInfo.InvariantCulture, out var pid) ? pid : null;
        }
        catch (IOException)
        {
            return null;
        }
    }
}
