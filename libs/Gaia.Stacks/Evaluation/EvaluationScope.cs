using Gaia.Stacks.Components;

namespace Gaia.Stacks.Evaluation;

/// <summary>Which instances are being evaluated for which, so that a circle ends in an error.</summary>
internal sealed record EvaluationScope(IReadOnlyList<ComponentInstance> Open, CancellationToken Cancellation)
{
    // Each is a good part of a thread's stack.
    private const int Deepest = 100;

    public static EvaluationScope Start(CancellationToken cancellation) => new([], cancellation);

    public EvaluationScope Enter(ComponentInstance instance)
    {
        Cancellation.ThrowIfCancellationRequested();
        if (Open.Count == Deepest)
            throw new StacksInvalidException("evaluation.deep", $"templates and functions reach through more than {Deepest} components, {Open[0]} first: let them name what they need themselves", instance.Stack.Mark);
        if (!Open.Contains(instance)) return this with { Open = [.. Open, instance] };
        var circle = string.Join(" -> ", Open.SkipWhile(other => other != instance).Append(instance));
        throw new StacksInvalidException("evaluation.cycle",
            $"templates or functions go round in a circle: {circle}", instance.Stack.Mark);
    }
}
