using Gaia.Stacks.Components;
using Gaia.Stacks.Evaluation;

namespace Gaia.Stacks.Describe;

/// <summary>Who depends on whom among instances that are real and enabled.</summary>
public sealed class DependencyGraph
{
    private readonly Dictionary<(string Component, string Stack), List<(ComponentInstance Instance, string Type)>> dependents = [];

    /// <param name="evaluation">How far `depends_on` and `dependencies` are evaluated; wholly unless given.</param>
    /// <param name="stack">Only instances of this stack count as dependents; of all stacks unless given.</param>
    public DependencyGraph(AtmosRepository repository, EvaluationOptions? evaluation = null, string? stack = null)
    {
        Instances = [.. repository.Instances(new InstanceFilter { Stack = stack }).Where(instance => instance.IsEnabled)];
        foreach (var instance in Instances)
            foreach (var dependency in instance.DependsOnBy(evaluation ?? EvaluationOptions.Default))
            {
                var key = (dependency.Component, dependency.Stack);
                if (!dependents.TryGetValue(key, out var list)) dependents[key] = list = [];
                list.Add((instance, dependency.Type));
            }
    }

    public IReadOnlyList<ComponentInstance> Instances { get; }

    /// <summary>Direct dependents, by stack and name.</summary>
    public IReadOnlyList<ComponentInstance> Of(ComponentInstance instance) =>
        dependents.TryGetValue((instance.Name, instance.StackName), out var list)
            ? [.. list.Where(entry => entry.Type == instance.Type && entry.Instance != instance).Select(entry => entry.Instance).Distinct()
                .OrderBy(dependent => dependent.StackName, StringComparer.Ordinal).ThenBy(dependent => dependent.Name, StringComparer.Ordinal)]
            : [];
}
