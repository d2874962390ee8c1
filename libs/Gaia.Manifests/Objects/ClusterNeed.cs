namespace Gaia.Manifests.Objects;

/// <summary>What a cluster has to have before objects are applied, and no object makes.</summary>
/// <param name="Kind">`Secret`, `StorageClass`, `custom kind`, `registry`, ...</param>
/// <param name="Name">As it is called there; with its namespace, where it has one.</param>
/// <param name="Reason">Who needs it, and which settings decide it.</param>
public sealed record ClusterNeed(string Kind, string Name, string Reason);
