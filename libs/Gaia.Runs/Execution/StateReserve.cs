using System.Runtime.InteropServices;
using Gaia.Configurations.Blobs;
using Microsoft.Win32.SafeHandles;

namespace Gaia.Runs.Execution;

/// <summary>
/// Room for errored.tfstate, taken before an apply begins. It is that file, empty, with blocks of the disk beyond its end: terraform takes an
/// empty one for none and writes its state over it, so that the blocks are there in the one moment in which they are needed, and nobody
/// else can have them before. The worker needs to watch nothing, and terraform finds them also when no worker lives.
/// </summary>
internal static partial class StateReserve
{
    private const int KeepSize = 1; // FALLOC_FL_KEEP_SIZE
    private const int Enodev = 19;
    private const int Eopnotsupp = 95;

    // Whoever writes the file, or empties it, changes its time.
    private static readonly DateTime Mark = new(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>Takes the place of whatever lies there: it is not of this apply.</summary>
    /// <param name="bytes">0 for none.</param>
    /// <returns>False where the file system cannot reserve.</returns>
    /// <exception cref="IOException">The disk has no such room.</exception>
    public static bool Take(string file, long bytes)
    {
        if (Directory.Exists(file) && new FileInfo(file).LinkTarget is null) Directory.Delete(file, recursive: true);
        else File.Delete(file);
        if (bytes == 0 || !OperatingSystem.IsLinux()) return bytes == 0;
        int fault;
        using (var made = PrivateFolder.NewFile(file)) fault = Allocate(made.SafeFileHandle, KeepSize, 0, bytes) == 0 ? 0 : Marshal.GetLastPInvokeError();
        if (fault == 0)
        {
            File.SetLastWriteTimeUtc(file, Mark);
            return true;
        }
        File.Delete(file);
        if (fault is Eopnotsupp or Enodev) return false;
        var failure = new IOException($"{bytes} bytes cannot be reserved in {file}: error {fault}.");
        throw FullDisk.Is(fault) ? FullDisk.In(Path.GetDirectoryName(file)!, failure) : failure;
    }

    /// <summary>Gives the room back where terraform had no use for it.</summary>
    public static void Release(string file)
    {
        if (new FileInfo(file) is { Exists: true, Length: 0 } reserve && reserve.LastWriteTimeUtc == Mark) reserve.Delete();
    }

    [LibraryImport("libc", EntryPoint = "fallocate", SetLastError = true)]
    private static partial int Allocate(SafeFileHandle file, int mode, long offset, long length);
}
