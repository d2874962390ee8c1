using Gaia.Runs.Configurations;

namespace Gaia.Runs;

/// <summary>A request for a run. Exactly one of <see cref="Configuration"/> and <see cref="Ref"/> is given.</summary>
public sealed record NewRun
{
    public required string Component { get; init; }
    public required string Stack { get; init; }
    public required RunOperation Operation { get; init; }
    public ConfigurationDigest? Configuration { get; init; }
    public string? Ref { get; init; }
    public bool AutoApprove { get; init; }
    public bool PlanOnly { get; init; }
    public IReadOnlyList<string> Arguments { get; init; } = [];
    public string? Message { get; init; }

    /// <summary>The same key from the same actor gives the same run instead of a second one.</summary>
    public string? IdempotencyKey { get; init; }
}

/// <summary>Resolves the component instance, writes the run and, when its state is free, the job that plans it.</summary>
public sealed class QueueRun
{
    public Task<Run> ExecuteAsync(NewRun request, Actor actor, CancellationToken cancellationToken) => throw new NotImplementedException();
}
