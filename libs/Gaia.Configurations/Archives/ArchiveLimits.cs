using Gaia.Vendoring.Unpacking;

namespace Gaia.Configurations.Archives;

/// <summary>What a configuration archive may be. The client refuses before it uploads, the server before it stores.</summary>
public sealed record ArchiveLimits
{
    public static ArchiveLimits Default { get; } = new();

    /// <summary>Bytes of the archive itself. Default 64 MiB.</summary>
    public long PackedBytes { get; init; } = 64L << 20;

    /// <summary>Bytes of all files together. Default 256 MiB.</summary>
    public long UnpackedBytes { get; init; } = 256L << 20;

    /// <summary>Files and folders. Default 20,000.</summary>
    public int Entries { get; init; } = 20_000;

    /// <summary>Unpacked over packed bytes, looked at once more than 8 MiB are unpacked. Default 200; deflate ends at 1032.</summary>
    public int Ratio { get; init; } = 200;

    /// <summary>Bytes of one path. Default 1024.</summary>
    public int PathBytes { get; init; } = 1024;

    internal UnpackRules Rules => new() { Bytes = UnpackedBytes, Entries = Entries, Ratio = Ratio, PathBytes = PathBytes };
}
