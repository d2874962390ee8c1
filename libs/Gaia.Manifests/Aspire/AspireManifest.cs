namespace Gaia.Manifests.Aspire;

/// <summary>An Aspire manifest, read and not yet resolved. Names are compared without case, as Aspire does.</summary>
/// <param name="File">The path that errors name.</param>
/// <param name="Resources">In the manifest's order.</param>
public sealed record AspireManifest(string File, IReadOnlyList<AspireResource> Resources)
{
    public AspireResource? Find(string name) => Resources.FirstOrDefault(resource => string.Equals(resource.Name, name, StringComparison.OrdinalIgnoreCase));
}
