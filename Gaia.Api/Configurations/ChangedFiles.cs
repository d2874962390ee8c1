namespace Gaia.Api.Configurations;

internal static class ChangedFiles
{
    /// <summary>Files that one tree has and the other lacks or has otherwise, relative to both roots, with forward slashes.</summary>
    public static IReadOnlyCollection<string> Between(string old, string head, CancellationToken cancellationToken)
    {
        if (old == head) return [];
        var (before, now) = (Files(old), Files(head));
        var changed = new List<string>(before.Keys.Where(path => !now.ContainsKey(path)));
        foreach (var (path, size) in now)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!before.TryGetValue(path, out var older) || older != size || !Same(Path.Combine(old, path), Path.Combine(head, path)))
                changed.Add(path);
        }
        return changed;
    }

    private static Dictionary<string, long> Files(string root) => new DirectoryInfo(root)
        .EnumerateFiles("*", SearchOption.AllDirectories)
        .ToDictionary(file => Path.GetRelativePath(root, file.FullName).Replace('\\', '/'), file => file.Length, StringComparer.Ordinal);

    private static bool Same(string left, string right) => File.ReadAllBytes(left).AsSpan().SequenceEqual(File.ReadAllBytes(right));
}
