namespace Gaia.Runs.Disks;

/// <summary>A disk with less room than is asked for.</summary>
/// <param name="Free">Bytes.</param>
/// <param name="Needed">Bytes.</param>
public sealed record LowDisk(string Folder, long Free, long Needed)
{
    public override string ToString() => $"{Folder}: {Free} bytes free, {Needed} needed";
}
