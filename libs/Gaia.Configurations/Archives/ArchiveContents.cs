namespace Gaia.Configurations.Archives;

/// <summary>One pass over the entries: checks them against each other and the limits, and hands their bytes on.</summary>
internal sealed class ArchiveContents(TarReading tar, IUnpackedFiles files, ArchiveLimits limits, Func<long> packedBytes)
{
    private const int ContextBytes = 64 << 10;

    private readonly Dictionary<string, TarEntryKind> seen = new(StringComparer.Ordinal);
    private readonly byte[] buffer = new byte[64 << 10];

    public long Bytes { get; private set; }

    public int Files { get; private set; }

    public ArchiveContext Context { get; private set; } = new();

    public void ReadAll(CancellationToken cancellationToken)
    {
        while (tar.Next() is { } entry)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (entry.Path.Length == 0) continue; // "./"
            Remember(entry);
            if (entry.Kind == TarEntryKind.Directory) files.Directory(entry.Path);
            else ReadFile(entry, cancellationToken);
        }
    }

    private void Remember(TarEntry entry)
    {
        for (var slash = entry.Path.IndexOf('/'); slash > 0; slash = entry.Path.IndexOf('/', slash + 1))
            Add(entry.Path[..slash], TarEntryKind.Directory);
        Add(entry.Path, entry.Kind);
    }

    private void Add(string path, TarEntryKind kind)
    {
        if (!seen.TryAdd(path, kind))
        {
            if (kind == TarEntryKind.File || seen[path] == TarEntryKind.File) throw ArchiveErrors.Duplicate(path);
            return;
        }
        if (seen.Count > limits.Entries) throw ArchiveErrors.TooManyFiles(limits.Entries);
    }

    private void ReadFile(TarEntry entry, CancellationToken cancellationToken)
    {
        Files++;
        using var context = entry.Path == ArchiveContext.FileName && entry.Size <= ContextBytes ? new MemoryStream() : null;
        using var file = files.Create(entry.Path, entry.Executable);
        while (tar.Read(buffer) is var read and > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Bytes += read;
            if (Bytes > limits.UnpackedBytes) throw ArchiveErrors.TooLargeUnpacked(limits.UnpackedBytes);
            ArchiveUnpacker.CheckRatio(Bytes, packedBytes(), limits);
            file.Write(buffer.AsSpan(0, read));
            context?.Write(buffer.AsSpan(0, read));
        }
        if (context is not null) Context = ArchiveContextJson.Read(context.ToArray(), limits);
    }
}
