using System.Runtime.InteropServices;
using Gaia.Configurations.Blobs;

namespace Gaia.Runs.Isolation;

/// <summary>
/// Files of a program's output that it has open and can only add to. Through <c>/proc/1/fd/1</c> a sandbox gets at the file itself, whatever it
/// sees of the machine, and its account is the worker's: so the file belongs to nobody. Only root can give it away; elsewhere the file is the
/// worker's, and the run's log has what was read of it before.
/// </summary>
internal static partial class KeptOutput
{
    private const uint Nobody = 65534, Unchanged = uint.MaxValue, Root = 0;

    public static void Create(params ReadOnlySpan<string> files)
    {
        if (!Environment.IsPrivilegedProcess) return;
        foreach (var file in files)
        {
            PrivateFolder.NewFile(file).Dispose();
            // Without the capability of root to open what is another's it would be lost to us, too.
            if (chown(file, Nobody, Unchanged) == 0 && !IsOpen(file)) _ = chown(file, Root, Unchanged);
        }
    }

    private static bool IsOpen(string file)
    {
        try
        {
            File.OpenHandle(file, FileMode.Open, FileAccess.ReadWrite).Dispose();
            return true;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int chown(string path, uint owner, uint group);
}
