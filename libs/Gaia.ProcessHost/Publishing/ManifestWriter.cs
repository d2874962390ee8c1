namespace Gaia.ProcessHost;

internal sealed class ManifestWriter(string folder)
{
    public Task<string> WriteAsync(IReadOnlyList<IResource> resources, CancellationToken ct) => Task.FromResult(folder);
}
