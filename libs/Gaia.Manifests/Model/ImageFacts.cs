namespace Gaia.Manifests.Model;

/// <summary>What is known of an image beyond its manifest. For an image that is not known: the defaults.</summary>
/// <param name="User">Number of the user it runs as; its group is the same.</param>
/// <param name="Writable">Folders it writes, beside /tmp and its volumes.</param>
/// <param name="IsReadOnly">Whether it runs on a read-only root.</param>
/// <param name="Probe">A command that succeeds when it is well; null: its first port is asked.</param>
/// <param name="IsSingle">Whether a second replica would be another database rather than more of the same.</param>
public sealed record ImageFacts(int User, IReadOnlyList<string> Writable, bool IsReadOnly, IReadOnlyList<string>? Probe, bool IsSingle)
{
    /// <summary>What it has to be told in a pod and a manifest does not say: PGDATA below the volume's root, which is not empty.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Environment { get; init; } = [];
}
