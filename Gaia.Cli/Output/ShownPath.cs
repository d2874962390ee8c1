using Gaia.Cli.Hosting;

namespace Gaia.Cli.Output;

/// <summary>A path as people find it: relative to where they are if it lies below, else whole.</summary>
internal static class ShownPath
{
    public static string Of(CliContext context, string path)
    {
        var relative = Path.GetRelativePath(context.WorkingDirectory, path);
        return relative == ".." || relative.StartsWith($"..{Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? Path.GetFullPath(path, context.WorkingDirectory) : relative;
    }
}
