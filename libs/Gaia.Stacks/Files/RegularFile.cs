using System.Runtime.InteropServices;

namespace Gaia.Stacks.Files;

/// <summary>Tells files that can be read from those that may never end or never begin: FIFOs, devices, sockets.</summary>
public static partial class RegularFile
{
    private const int CurrentFolder = -100; // AT_FDCWD
    private const uint TypeAndMode = 0x3; // STATX_TYPE | STATX_MODE
    private const int ModeAt = 28;
    private const int TypeMask = 0xF000, Regular = 0x8000, Folder = 0x4000;

    /// <exception cref="IOException">It is something else than a file.</exception>
    public static void Demand(string path)
    {
        if (IsSpecial(path)) throw new IOException($"{path} is neither a file nor a folder but a FIFO, a device or a socket. Remove it, or keep it outside of what is sent and run.");
    }

    /// <summary>False also for what is not there. Links are followed.</summary>
    public static bool IsSpecial(string path)
    {
        if (!OperatingSystem.IsLinux()) return false;
        var status = new byte[256];
        if (Statx(CurrentFolder, path, 0, TypeAndMode, status) != 0) return false;
        return (BitConverter.ToUInt16(status, ModeAt) & TypeMask) is not (Regular or Folder);
    }

    // struct statx: u32 mask, u32 blksize, u64 attributes, u32 nlink, u32 uid, u32 gid, u16 mode, ...; 256 bytes.
    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(int folder, string path, int flags, uint mask, [Out] byte[] status);
}
