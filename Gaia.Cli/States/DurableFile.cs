using Gaia.Cli.Processes;
using Gaia.Configurations.Blobs;

namespace Gaia.Cli.States;

/// <summary>A file that is there whole, or not at all, whatever happens to the machine: written beside its place, flushed, renamed.</summary>
internal static class DurableFile
{
    /// <summary>For its owner alone. Never in the place of another.</summary>
    public static void Write(string path, byte[] content)
    {
        var folder = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(folder);
        var temporary = Path.Combine(folder, $".{Path.GetFileName(path)}.gaia");
        File.Delete(temporary);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(temporary, options))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }
        NewName.Give(temporary, path);
        File.Delete(temporary);
        LibC.FlushFolder(folder);
    }
}
