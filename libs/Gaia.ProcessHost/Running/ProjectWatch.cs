namespace Gaia.ProcessHost.Running;

internal sealed class ProjectWatch(IReadOnlyList<IResource> model, ResourceCommandService commands, HostSettings settings, CancellationToken ct) : IDisposable
{
    public void Dispose() { _ = (model, commands, settings, ct); }
}
