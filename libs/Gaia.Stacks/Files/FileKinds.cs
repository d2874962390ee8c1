using System.Runtime.InteropServices;

namespace Gaia.Stacks.Files;

internal enum FileKind { None, Regular, Folder, Link, Special }

/// <summary>What Linux says a path or an open file is.</summary>
internal static partial class FileKinds
{
    private const int CurrentFolder = -100; // AT_FDCWD
    private const int OfDescriptor = 0x1000; // AT_EMPTY_PATH
    private const uint TypeAndMode = 0x3; // STATX_TYPE | STATX_MODE
    private const int ModeAt = 28;
    private const int TypeMask = 0xF000;

    /// <summary>Links are followed.</summary>
    public static FileKind Of(string path) => Read(CurrentFolder, path, 0);

    public static FileKind Of(int descriptor) => Read(descriptor, "", OfDescriptor);

    private static FileKind Read(int folder, string path, int flags)
    {
        var status = new byte[256];
        if (Statx(folder, path, flags, TypeAndMode, status) != 0) return FileKind.None;
        return (BitConverter.ToUInt16(status, ModeAt) & TypeMask) switch
        {
            0x8000 => FileKind.Regular,
            0x4000 => FileKind.Folder,
            0xA000 => FileKind.Link,
            _ => FileKind.Special,
        };
    }

    // struct statx: u32 mask, u32 blksize, u64 attributes, u32 nlink, u32 uid, u32 gid, u16 mode, ...; 256 bytes.
    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(int folder, string path, int flags, uint mask, [Out] byte[] status);
}
