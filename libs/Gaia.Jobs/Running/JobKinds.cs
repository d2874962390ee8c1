namespace Gaia.Jobs.Running;

/// <summary>One for each handler that is registered.</summary>
internal sealed record JobKind(string Name);

/// <summary>The kinds this worker claims: those it has handlers for.</summary>
internal sealed class JobKinds(IEnumerable<JobKind> kinds)
{
    public string[] All { get; } = [.. kinds.Select(kind => kind.Name).Distinct()];
}
