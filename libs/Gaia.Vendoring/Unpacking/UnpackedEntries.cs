namespace Gaia.Vendoring.Unpacking;

/// <returns>Bytes of the current file; 0 at its end.</returns>
internal delegate int ReadBytes(Span<byte> buffer);

/// <summary>One pass over the entries: checks them against each other and the rules, and hands their bytes on.</summary>
internal sealed class UnpackedEntries(IUnpackedFiles files, UnpackRules rules, Func<long> packedBytes)
{
    private const long RatioFrom = 8L << 20;

    private readonly Dictionary<string, TarEntryKind> seen = new(StringComparer.Ordinal);
    private readonly byte[] buffer = new byte[64 << 10];

    public long Bytes { get; private set; }

    public int Files { get; private set; }

    public static void CheckRatio(long unpacked, long packed, UnpackRules rules)
    {
        if (unpacked > RatioFrom && unpacked / Math.Max(packed, 1) > rules.Ratio) throw UnpackException.Bomb(rules.Ratio);
    }

    public void Add(TarEntry entry, ReadBytes content, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (entry.Path.Length == 0) return; // "./"
        for (var slash = entry.Path.IndexOf('/'); slash > 0; slash = entry.Path.IndexOf('/', slash + 1))
            Remember(entry.Path[..slash], TarEntryKind.Directory);
        Remember(entry.Path, entry.Kind);
        if (entry.Kind == TarEntryKind.Directory) files.Directory(entry.Path);
        else ReadFile(entry, content, cancellation);
    }

    private void Remember(string path, TarEntryKind kind)
    {
        if (!seen.TryAdd(path, kind))
        {
            if (seen[path] != kind || (kind == TarEntryKind.File && !rules.Lenient)) throw UnpackException.Duplicate(path);
            return;
        }
        if (seen.Count > rules.Entries) throw UnpackException.TooMany(rules.Entries);
    }

    private void ReadFile(TarEntry entry, ReadBytes content, CancellationToken cancellation)
    {
        Files++;
        using var file = files.Create(entry.Path, entry.Executable);
        while (content(buffer) is var read and > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            Bytes += read;
            if (Bytes > rules.Bytes) throw UnpackException.TooLarge(rules.Bytes);
            CheckRatio(Bytes, packedBytes(), rules);
            file.Write(buffer.AsSpan(0, read));
        }
    }
}
