using Gaia.Cli.Hosting;
using Gaia.Stacks.Files;

namespace Gaia.Cli.Git;

/// <summary>Files that differ between this checkout, uncommitted changes included, and another state; relative to the root.</summary>
internal static class ChangedFiles
{
    public static async Task<IReadOnlyCollection<string>> SinceAsync(CliContext context, string root, string commit)
    {
        var tracked = await GitProgram.ReadAsync(context, root, "diff", "--name-only", "-z", "--no-renames", commit);
        var added = await GitProgram.ReadAsync(context, root, "ls-files", "-z", "--others", "--exclude-standard");
        return [.. (tracked + added).Split('\0', StringSplitOptions.RemoveEmptyEntries).Distinct()];
    }

    public static async Task<IReadOnlyCollection<string>> BetweenAsync(CliContext context, string root, string other)
    {
        var here = await GitProgram.FilesAsync(context, root);
        var there = await GitProgram.FilesAsync(context, other);
        return [.. here.Union(there, StringComparer.Ordinal).Where(path => !Same(Path.Combine(root, path), Path.Combine(other, path)))];
    }

    private static bool Same(string one, string other)
    {
        var (left, right) = (new FileInfo(one), new FileInfo(other));
        if (!left.Exists || !right.Exists) return left.Exists == right.Exists;
        return left.Length == right.Length && RegularFile.ReadBytes(one).AsSpan().SequenceEqual(RegularFile.ReadBytes(other));
    }
}
