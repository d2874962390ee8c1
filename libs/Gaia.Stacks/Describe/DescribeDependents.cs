using Gaia.Stacks.Components;

namespace Gaia.Stacks.Describe;

/// <summary>The instances that depend on one.</summary>
public static class DescribeDependents
{
    /// <param name="nested">With their own dependents, and so on.</param>
    public static IReadOnlyList<Dependent> Of(DependencyGraph graph, ComponentInstance instance, bool nested = false) => Of(graph, instance, nested, [instance]);

    private static IReadOnlyList<Dependent> Of(DependencyGraph graph, ComponentInstance instance, bool nested, IReadOnlyList<ComponentInstance> open)
    {
        var direct = graph.Of(instance).Select(dependent =>
        {
            if (open.Contains(dependent))
                throw new StacksInvalidException("dependencies.cycle",
                    $"dependencies go round in a circle: {string.Join(" -> ", open.SkipWhile(other => other != dependent).Append(dependent))}", dependent.Stack.Mark);
            return new Dependent(dependent, nested ? Of(graph, dependent, nested, [.. open, dependent]) : []);
        }).ToList();
        // One that is reached through another of them need not be looked at by itself.
        return nested
            ? [.. direct.Select(dependent => dependent with { IncludedInDependents = direct.Exists(other => other != dependent && Holds(other.Dependents, dependent.Instance)) })]
            : direct;
    }

    internal static bool Holds(IReadOnlyList<Dependent> dependents, ComponentInstance instance) =>
        dependents.Any(dependent => dependent.Instance == instance || Holds(dependent.Dependents, instance));
}
