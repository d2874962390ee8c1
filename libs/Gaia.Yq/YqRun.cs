using Gaia.Documents;

namespace Gaia.Yq;

/// <summary>One evaluation and its bounds.</summary>
internal sealed class YqRun(string expression, CancellationToken cancellation)
{
    private const long MostSteps = 4_000_000;

    private readonly WorkBudget? budget = WorkBudget.Current;
    private long steps;

    public void Step(int column)
    {
        if (++steps > MostSteps) throw Fail($"more than {MostSteps} steps", column);
        if ((steps & 255) != 0) return;
        cancellation.ThrowIfCancellationRequested();
        budget?.Spend(256);
    }

    /// <summary>For what takes longer than a step.</summary>
    public void Spend(long count, int column)
    {
        steps += Math.Min(count, MostSteps);
        if (steps > MostSteps) throw Fail($"more than {MostSteps} steps", column);
        cancellation.ThrowIfCancellationRequested();
        budget?.Spend(count);
    }

    public YqException Fail(string reason, int column) => new(reason, expression, column);
}

internal sealed record YqScope(YqScope? Outer, string Name, IReadOnlyList<YqMatch> Values)
{
    public static IReadOnlyList<YqMatch>? Find(YqScope? scope, string name)
    {
        for (; scope is not null; scope = scope.Outer)
            if (scope.Name == name)
                return scope.Values;
        return null;
    }
}
