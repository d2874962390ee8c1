namespace Gaia.Jobs.Running;

/// <summary>One for each handler that is registered.</summary>
/// <param name="When">Whether this worker claims it; null: always.</param>
internal sealed record JobKind(string Name, Func<IServiceProvider, bool>? When);

/// <summary>The kinds this worker claims: those it has handlers for, as far as they are to be claimed here.</summary>
internal sealed class JobKinds(IEnumerable<JobKind> kinds, IServiceProvider services)
{
    private readonly Lazy<string[]> all = new(() => [.. kinds.Where(kind => kind.When is not { } when || when(services)).Select(kind => kind.Name).Distinct()]);

    public string[] All => all.Value;
}
