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
    private const string Terraforms = ".terraform"; // modules and providers; the worker opens nothing there

    public static void Remove(WorkDirectory work)
    {
        var folders = new Stack<string>([work.Tree]);
        while (folders.TryPop(out var folder))
        {
            foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos())
            {
                if (entry.LinkTarget is not null)
                {
                    if (!StaysWithin(entry, work.Tree)) File.Delete(entry.FullName);
                }
                else if (entry is DirectoryInfo)
                {
                    if (entry.Name != Terraforms) folders.Push(entry.FullName);
                }
                else if (RegularFile.IsSpecial(entry.FullName))
                {
                    File.Delete(entry.FullName);
                }
            }
        }
    }

    private static bool StaysWithin(FileSystemInfo link, string tree)
    {
        try
        {
            return link.ResolveLinkTarget(returnFinalTarget: true) is { } target && Path.GetFullPath(target.FullName) is var path
                && (SandboxView.IsWithin(path, "/usr") || (SandboxView.IsWithin(path, tree) && !path.Contains($"/{Terraforms}/", StringComparison.Ordinal)));
        }
        catch (IOException)
        {
            // It leads to itself.
            return false;
        }
    }
}
