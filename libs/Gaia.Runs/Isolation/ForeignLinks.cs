using Gaia.Runs.Terraform;
using Gaia.Stacks.Files;

namespace Gaia.Runs.Isolation;

/// <summary>
/// A run may leave a link in its folder, in the place of a file that the worker reads or writes afterwards: its plan, errored.tfstate, a
/// stack's manifest. The worker would follow it to where the run could not go itself. Links that stay within the folder or lead to /usr
/// are left, since builds make them; what is neither a file nor a folder would keep the reader waiting.
/// </summary>
internal static class ForeignLinks
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const string Terraforms = ".terraform"; // modules and providers; the worker opens nothing there

    public static void Remove(WorkDirectory work)
    {
        var folders = new Stack<string>([work.Tree]);
        while (folders.TryPop(out var folder))
        {
            try
            {
                Open(folder);
                foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos())
                    if (IsFolder(entry, work)) folders.Push(entry.FullName);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
            {
                // Too deep for a path: then nobody opens it by one.
            }
        }
    }

    // Also removes what must not stay.
    private static bool IsFolder(FileSystemInfo entry, WorkDirectory work)
    {
        if (entry.LinkTarget is { } target)
        {
            if (!IsOfTheSystem(target) && LinkWalk.Within(work.Tree, Path.GetRelativePath(work.Tree, entry.FullName)) is null) File.Delete(entry.FullName);
            return false;
        }
        if (entry is DirectoryInfo) return entry.Name != Terraforms;
        if (RegularFile.IsSpecial(entry.FullName)) File.Delete(entry.FullName);
        return false;
    }

    // A run may have closed its own folders to whoever cleans up.
    private static void Open(string folder)
    {
        if (OperatingSystem.IsWindows()) return;
        var mode = File.GetUnixFileMode(folder);
        if ((mode & Owner) != Owner) File.SetUnixFileMode(folder, mode | Owner);
    }

    // No run can write there, so that what lies there leads where the machine's owner wants it to.
    private static bool IsOfTheSystem(string target) => target.StartsWith("/usr/", StringComparison.Ordinal) && !target.Split('/').Contains("..");
}
