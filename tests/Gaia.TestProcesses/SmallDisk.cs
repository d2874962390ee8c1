using System.Diagnostics;

namespace Gaia.TestProcesses;

/// <summary>A tmpfs of a few megabytes as a folder: a disk that a test can fill.</summary>
public sealed class SmallDisk : IDisposable
{
    private const string Ballast = "ballast";

    private SmallDisk(string path) => Path = path;

    public string Path { get; }

    /// <returns>The disk, or why this account may not mount one.</returns>
    public static (SmallDisk? Disk, string Reason) TryMount(int megabytes)
    {
        var path = Directory.CreateTempSubdirectory("gaia-disk-").FullName;
        var (code, said) = Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m,mode=0700", "gaia-test", path);
        if (code == 0) return (new SmallDisk(path), "");
        Directory.Delete(path);
        return (null, $"a tmpfs cannot be mounted here: {said.Trim()}");
    }

    /// <summary>Writes until nothing fits but, at most, what is said.</summary>
    public void Fill(int leave = 0)
    {
        using var file = new FileStream(System.IO.Path.Combine(Path, Ballast), FileMode.Append, FileAccess.Write, FileShare.Read, 0);
        for (var piece = new byte[1 << 20]; piece.Length > 0; piece = piece[..(piece.Length / 2)])
            while (TryWrite(file, piece))
            {
            }
        if (leave > 0) file.SetLength(Math.Max(0, file.Length - leave));
    }

    public void Free() => File.Delete(System.IO.Path.Combine(Path, Ballast));

    public void Dispose()
    {
        Run("umount", "-l", Path);
        Directory.Delete(Path);
    }

    private static bool TryWrite(FileStream file, byte[] piece)
    {
        var before = file.Length;
        try
        {
            file.Write(piece);
            return true;
        }
        catch (IOException)
        {
            return file.Length > before && piece.Length > 1;
        }
    }

    private static (int Code, string Said) Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            var said = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, said);
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            return (-1, missing.Message);
        }
    }
}
