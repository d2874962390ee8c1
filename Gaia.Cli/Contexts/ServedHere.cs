using Gaia.Cli.Hosting;
using Gaia.Cli.Serve;

namespace Gaia.Cli.Contexts;

/// <summary>The AppHost that runs for this checkout: its apphost.json lies in .gaia, here or in a folder above.</summary>
internal static class ServedHere
{
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    public static Uri? Find(CliContext context)
    {
        for (var folder = context.WorkingDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
            if (new ServeData(Path.Combine(folder, ".gaia")) is var data && File.Exists(data.RunFile) && Api(context, data) is { } api) return api;
        return null;
    }

    // One that was killed leaves its file, but not its lock. What others can read or write the AppHost has not written.
    private static Uri? Api(CliContext context, ServeData data) =>
        !OperatingSystem.IsWindows() && (File.GetUnixFileMode(data.RunFile) & Others) == 0 && !LockFile.IsFree(data.Lock)
            && AppHostFile.Read(data.RunFile, context)?.Api is { IsAbsoluteUri: true, IsLoopback: true } api ? api : null;
}
