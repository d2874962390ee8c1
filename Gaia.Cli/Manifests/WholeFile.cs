using System.Text;
using Gaia.Stacks.Files;

namespace Gaia.Cli.Manifests;

/// <summary>Writes a file whole or not at all.</summary>
internal static class WholeFile
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <param name="isPrivate">For its owner alone.</param>
    public static void Write(string path, string text, bool isPrivate)
    {
        RegularFile.Demand(path);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var writing = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (isPrivate && !OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using (var stream = new FileStream(writing, options)) stream.Write(Utf8.GetBytes(text));
            File.Move(writing, path, overwrite: true);
        }
        catch
        {
            File.Delete(writing);
            throw;
        }
    }
}
