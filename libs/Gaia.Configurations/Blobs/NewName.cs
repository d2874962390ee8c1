using System.Runtime.InteropServices;

namespace Gaia.Configurations.Blobs;

/// <summary>Names that one of several processes makes. File.Move looks first and renames then, so that of two at the same time both would have made it.</summary>
public static partial class NewName
{
    private const int NotPermitted = 1, NoSuchCall = 38, NotSupported = 95, CurrentFolder = -100;
    private const uint NoReplace = 1;

    /// <param name="from">Written and closed; it may stay beside, and goes with the caller's clean-up.</param>
    /// <exception cref="IOException">The name is taken, or cannot be made.</exception>
    public static void Give(string from, string to)
    {
        if (OperatingSystem.IsWindows())
        {
            File.Move(from, to);
            return;
        }
        if (link(from, to) == 0) return;
        var error = Marshal.GetLastPInvokeError();
        // A share of Windows and some of FUSE have no hard links.
        if (error is NotPermitted or NoSuchCall or NotSupported && OperatingSystem.IsLinux())
        {
            if (renameat2(CurrentFolder, from, CurrentFolder, to, NoReplace) == 0) return;
            error = Marshal.GetLastPInvokeError();
        }
        throw new IOException($"{to}: {Marshal.GetPInvokeErrorMessage(error)}", error);
    }

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int link(string from, string to);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int renameat2(int fromFolder, string from, int toFolder, string to, uint flags);
}
