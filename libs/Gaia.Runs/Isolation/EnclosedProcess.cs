using Gaia.Runs.Terraform;

namespace Gaia.Runs.Isolation;

/// <summary>A terraform that runs, and how to end it.</summary>
internal sealed record EnclosedProcess(SpawnedProcess Process, Enclosure Enclosure)
{
    public int Id => Process.Id;

    public Task<int> Ended => Process.Ended;

    public bool TryInterrupt() => Enclosure.TryInterrupt(Id);

    public void Kill() => Enclosure.Kill(Id);
}
