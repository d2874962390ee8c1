using Gaia.Documents.Nodes;

namespace Gaia.Yq.Operations;

/// <summary>Two operands, each result of one with each of the other.</summary>
internal sealed class Binary(Func<YqRun, int, Node, Node, Node> compute, Operation left, Operation right, int column) : Operation(column)
{
    protected override IEnumerable<YqMatch> Results(YqRun run, YqMatch input, YqScope? scope)
    {
        var seconds = right.Run(run, input, scope).ToArray();
        foreach (var first in left.Run(run, input, scope))
            foreach (var second in seconds)
            {
                run.Step(Column);
                yield return YqMatch.Made(compute(run, Column, first.Value, second.Value));
            }
    }
}

/// <summary>a and b, a or b: the second is asked only when it matters.</summary>
internal sealed class Logic(bool and, Operation left, Operation right, int column) : Operation(column)
{
    protected override IEnumerable<YqMatch> Results(YqRun run, YqMatch input, YqScope? scope)
    {
        foreach (var first in left.Run(run, input, scope))
        {
            if (Truth.Of(first.Value) != and) yield return YqMatch.Made(new BoolNode(!and));
            else
                foreach (var second in right.Run(run, input, scope))
                    yield return YqMatch.Made(new BoolNode(Truth.Of(second.Value)));
        }
    }
}

/// <summary>a // b: what a gives that is neither null nor false, else b.</summary>
internal sealed class Alternative(Operation left, Operation right, int column) : Operation(column)
{
    protected override IEnumerable<YqMatch> Results(YqRun run, YqMatch input, YqScope? scope)
    {
        var useful = left.Run(run, input, scope).Where(match => Truth.Of(match.Value)).ToArray();
        return useful.Length > 0 ? useful : right.Run(run, input, scope);
    }
}
