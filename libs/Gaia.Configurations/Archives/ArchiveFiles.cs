using Gaia.Stacks;
using Gaia.Stacks.Files;

namespace Gaia.Configurations.Archives;

/// <summary>The files of an <see cref="ArchiveSource"/>: path in the archive to path on disk, in ordinal order.</summary>
internal sealed class ArchiveFiles(ArchiveSource source, ArchiveLimits limits)
{
    private readonly string root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(source.Root));
    private readonly RepositoryRoot confined = RepositoryRoot.ConfinedTo(source.Root);
    private readonly SortedDictionary<string, string> files = new(StringComparer.Ordinal);
    private readonly HashSet<string> folders = new(StringComparer.Ordinal);
    private readonly Queue<string> references = new();

    public IReadOnlyDictionary<string, string> Collect(CancellationToken cancellationToken)
    {
        foreach (var file in source.Files) Add(Relative(file), Path.GetFullPath(file, root));
        foreach (var folder in source.Folders) references.Enqueue(Path.GetFullPath(folder, root));
        while (references.TryDequeue(out var reference)) Follow(reference, cancellationToken);
        return files;
    }

    private void Follow(string reference, CancellationToken cancellationToken)
    {
        Demand(reference);
        if (File.Exists(reference)) Add(Relative(reference), reference);
        else if (Directory.Exists(reference))
        {
            var folder = Relative(reference);
            Walk(folder, reference, IgnoreRules.ForAskedFolder(root, folder), cancellationToken);
        }
    }

    private void Walk(string folder, string full, IgnoreRules rules, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!folders.Add(folder)) return;
        foreach (var entry in new DirectoryInfo(full).EnumerateFileSystemInfos())
        {
            var path = folder.Length == 0 ? entry.Name : $"{folder}/{entry.Name}";
            var target = Target(entry, path);
            var isFolder = target is DirectoryInfo;
            if (!target.Exists || rules.Ignore(path, isFolder)) continue;
            if (isFolder) Walk(path, target.FullName, rules.Entering(root, path), cancellationToken);
            else Add(path, target.FullName);
        }
    }

    /// <summary>Links are followed, so that the archive has none; one that leaves the root would pack what nobody meant to send.</summary>
    private FileSystemInfo Target(FileSystemInfo entry, string path)
    {
        if (entry.LinkTarget is null) return entry;
        var target = entry.ResolveLinkTarget(returnFinalTarget: true) ?? entry;
        if (!target.Exists) return target;
        if (!Below(target.FullName)) throw new ArchiveException(ArchiveCodes.Link, $"{path} is a link to {target.FullName}, outside {root}. Copy it below the root or ignore it in .gaiaignore.");
        if (target is DirectoryInfo && $"{entry.FullName}/".StartsWith($"{target.FullName}/", StringComparison.Ordinal))
            throw new ArchiveException(ArchiveCodes.Link, $"{path} is a link to a folder that holds it. Remove it or ignore it in .gaiaignore.");
        return target;
    }

    private void Add(string path, string full)
    {
        if (!files.TryAdd(path, full)) return;
        Demand(full);
        if (RegularFile.IsSpecial(full))
            throw new ArchiveException(ArchiveCodes.UnsupportedEntry, $"{path} is neither a file nor a folder but a FIFO, a device or a socket. Remove it, or ignore it in .gaiaignore.");
        if (files.Count > limits.Entries) throw ArchiveErrors.TooManyFiles(limits.Entries);
        foreach (var reference in LocalReferences.In(full)) references.Enqueue(reference);
    }

    // Also where a folder above it is the link.
    private void Demand(string full)
    {
        if (!Below(full)) return;
        try
        {
            confined.Demand(full);
        }
        catch (StacksInvalidException)
        {
            throw new ArchiveException(ArchiveCodes.Link, $"{Path.GetRelativePath(root, full)} leads by a link outside of {root}. Copy what it leads to below the root or ignore it in .gaiaignore.");
        }
    }

    private string Relative(string path)
    {
        var full = Path.GetFullPath(path, root);
        if (!Below(full)) throw new ArchiveException(ArchiveCodes.Outside, $"{full} is needed but lies outside {root}, which is all that can be sent. Move it below, or run with --ref or --local.");
        return full.Length == root.Length ? "" : full[(root.Length + 1)..].Replace('\\', '/');
    }

    private bool Below(string full) =>
        full.Length == root.Length ? full == root : full.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
