using System.Runtime.CompilerServices;

namespace Gaia.Yq.Operations;

/// <summary>One part of an expression: an input gives any number of results.</summary>
internal abstract class Operation(int column)
{
    public int Column => column;

    public IEnumerable<YqMatch> Run(YqRun run, YqMatch input, YqScope? scope)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        run.Step(column);
        return Results(run, input, scope);
    }

    protected abstract IEnumerable<YqMatch> Results(YqRun run, YqMatch input, YqScope? scope);
}
