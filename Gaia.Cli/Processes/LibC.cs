using System.Runtime.InteropServices;

namespace Gaia.Cli.Processes;

internal static partial class LibC
{
    public const int SigHup = 1;
    public const int SigInt = 2;
    public const int SigTerm = 15;

    [LibraryImport("libc", EntryPoint = "kill")]
    public static partial int Kill(int pid, int signal);

    [LibraryImport("libc", EntryPoint = "getpgrp")]
    public static partial int ProcessGroup();

    [LibraryImport("libc", EntryPoint = "tcgetpgrp")]
    public static partial int ForegroundGroup(int descriptor);

    /// <summary>So that a rename in it survives a crash of the machine.</summary>
    public static void FlushFolder(string path)
    {
        var folder = Open(path, 0);
        if (folder < 0) return;
        _ = Flush(folder);
        _ = Close(folder);
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int Flush(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}

/// <summary>Whether a Ctrl+C typed at our terminal reaches this process and its children.</summary>
internal static class ForegroundGroup
{
    public static bool IsOurs()
    {
        for (var descriptor = 0; descriptor <= 2; descriptor++)
            if (LibC.ForegroundGroup(descriptor) is > 0 and var group)
                return group == LibC.ProcessGroup();
        return false;
    }
}
