namespace Gaia.Configurations.Archives;

/// <param name="Digest"><c>sha256:</c> and 64 hexadecimal digits over the archive's bytes.</param>
/// <param name="PackedBytes">Size of the archive.</param>
/// <param name="UnpackedBytes">Size of its files together.</param>
public sealed record ArchiveSummary(string Digest, long PackedBytes, long UnpackedBytes, int Files, ArchiveContext Context);
