using Gaia.Documents.Nodes;

namespace Gaia.Documents;

/// <summary>
/// How much one question about a configuration may cost, however it is written: imports that double, templates that loop, patterns
/// with many alternatives. It is there for everything that is called while it lasts, on other threads too. Without one nothing is
/// counted.
/// </summary>
public sealed class WorkBudget : IDisposable
{
    // A repository of thousands of instances takes a few million; a template that loops takes them in seconds.
    private const long Enough = 100_000_000;

    private static readonly AsyncLocal<WorkBudget?> Ambient = new();

    private readonly CancellationToken cancellation;
    private readonly WorkBudget? outer;
    private long steps;
    private long characters;

    private WorkBudget(long steps, long characters, CancellationToken cancellation)
    {
        (this.steps, this.characters, this.cancellation, outer) = (steps, characters, cancellation, Ambient.Value);
        Ambient.Value = this;
    }

    public static WorkBudget? Current => Ambient.Value;

    /// <summary>As much as API and workers give to one question.</summary>
    public static WorkBudget Begin(CancellationToken cancellation) => Begin(Enough, Enough, cancellation);

    /// <param name="steps">Of templates, imports and patterns together.</param>
    /// <param name="characters">That templates make.</param>
    /// <param name="cancellation">Ends the work where it is next counted.</param>
    public static WorkBudget Begin(long steps, long characters, CancellationToken cancellation) => new(steps, characters, cancellation);

    /// <exception cref="WorkExceededException">`configuration.too-much-work`</exception>
    /// <exception cref="OperationCanceledException">Nobody waits for it any more.</exception>
    public void Spend(long count, SourceMark mark = default)
    {
        cancellation.ThrowIfCancellationRequested();
        if (Interlocked.Add(ref steps, -count) < 0) throw new WorkExceededException("it takes too many steps", mark);
    }

    /// <inheritdoc cref="Spend"/>
    public void Make(long count, SourceMark mark = default)
    {
        if (Interlocked.Add(ref characters, -count) < 0) throw new WorkExceededException("its templates make too much text", mark);
    }

    public void Dispose() => Ambient.Value = outer;
}
