namespace Gaia.Vendoring.Unpacking;

/// <summary>What an archive may be, whoever sent it.</summary>
public sealed record UnpackRules
{
    /// <summary>Bytes of all files together.</summary>
    public required long Bytes { get; init; }

    /// <summary>Files and folders.</summary>
    public required int Entries { get; init; }

    /// <summary>Unpacked over packed bytes, looked at once more than 8 MiB are unpacked. Default 200; deflate ends at 1032.</summary>
    public int Ratio { get; init; } = 200;

    /// <summary>Bytes of one path. Default 1024.</summary>
    public int PathBytes { get; init; } = 1024;

    /// <summary>
    /// For archives that were made for others too: what is neither a file nor a folder is left out instead of refused, and of
    /// equal names the last wins.
    /// </summary>
    public bool Lenient { get; init; }
}
