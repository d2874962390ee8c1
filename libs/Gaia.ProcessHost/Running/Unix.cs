using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Gaia.ProcessHost.Running;

internal static partial class Unix
{
    public const int SigKill = 9;

    [LibraryImport("libc", EntryPoint = "geteuid")]
    public static partial uint EffectiveUser();

    [LibraryImport("libc", EntryPoint = "getppid")]
    public static partial int ParentPid();

    /// <summary>A negative pid means its process group. False when there is none.</summary>
    public static bool Kill(int pid, int signal) => KillNative(pid, signal) == 0;

    public static void ChangeOwner(string path, UnixAccount account)
    {
        if (ChangeOwnerNative(path, account.Uid, account.Gid) != 0)
            throw new IOException($"Cannot give {path} to {account.Name}: {new Win32Exception(Marshal.GetLastPInvokeError()).Message}");
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int KillNative(int pid, int signal);

    [LibraryImport("libc", EntryPoint = "chown", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int ChangeOwnerNative(string path, uint owner, uint group);
}
