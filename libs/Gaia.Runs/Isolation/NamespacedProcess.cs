using System.Globalization;
using Gaia.Runs.Terraform;

namespace Gaia.Runs.Isolation;

/// <summary>
/// Finds the program in a sandbox by the pid that it has outside. The processes are unshare, bwrap, bwrap's init and the program,
/// each the child of the one before; the program is the second process of its namespace, and nothing else ever is.
/// </summary>
internal static class NamespacedProcess
{
    public static int? Find(int unshare)
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
            if (Read(Path.GetFileName(folder)) is { Inner: 2 } program
                && Read(program.Parent) is { Inner: 1 } init && Read(init.Parent) is { } bwrap && bwrap.Parent == Text(unshare))
                return int.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture);
        return null;
    }

    /// <param name="init">First process of the namespace, by the pid that it has outside.</param>
    public static int? Of(int init) =>
        UnixProcess.Children(init).Select(child => (int?)child).FirstOrDefault(child => Read(Text(child!.Value)) is { Inner: 2 });

    private static string Text(int pid) => pid.ToString(CultureInfo.InvariantCulture);

    /// <summary>
    /// <c>/proc/4245/status</c> has <c>PPid: 4244</c> and <c>NSpid: 4245 2</c>, the pid in each namespace from the reader's own inwards.
    /// </summary>
    private static (string Parent, int Inner)? Read(string pid)
    {
        if (!int.TryParse(pid, CultureInfo.InvariantCulture, out _)) return null;
        try
        {
            var lines = File.ReadAllLines($"/proc/{pid}/status");
            string[] Values(string name) => lines.FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))?.Split('\t')[1..] ?? [];
            return Values("PPid:") is [var parent] && Values("NSpid:") is [.., var inner] ? (parent, int.Parse(inner, CultureInfo.InvariantCulture)) : null;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
