namespace Gaia.Configurations.Revisions;

/// <summary>A commit of the registered repository.</summary>
/// <param name="Refs">Full names of the branches and tags that hold it.</param>
internal sealed record Revision(string Commit, IReadOnlyList<string> Refs);

/// <summary>A revision as an archive.</summary>
/// <param name="IsProtected">One of <see cref="RevisionOptions.ProtectedRefs"/> holds the commit.</param>
public sealed record PackedRevision(ConfigurationDigest Digest, string Commit, bool IsProtected);
