using Gaia.Stacks.Components;
using Gaia.Stacks.Evaluation;

namespace Gaia.Stacks.Describe;

/// <summary>Who depends on whom among instances that are real and enabled.</summary>
public sealed class DependencyGraph
{
    private readonly Dictionary<(string Component, string Stack), List<(ComponentInstance Instance, string Type)>> dependents = [];
    private readonly EvaluationOptions evaluation;
    private readonly Dictionary<(string Component, string Stack, string Type), ComponentInstance> byName = [];

    /// <param name="evaluation">How far `depends_on` and `dependencies` are evaluated; wholly unless given.</param>
    /// <param name="stack">Only instances of this stack count as dependents; of all stacks unless given.</param>
    public DependencyGraph(AtmosRepository repository, EvaluationOptions? evaluation = null, string? stack = null)
    {
        this.evaluation = evaluation ?? EvaluationOptions.Default;
        Instances = [.. repository.Instances(new InstanceFilter { Stack = stack }).Where(instance => instance.IsEnabled)];
        foreach (var instance in Instances) byName[(instance.Name, instance.StackName, instance.Type)] = instance;
        foreach (var instance in Instances)
            foreach (var dependency in instance.DependsOnBy(this.evaluation))
            {
                var key = (dependency.Component, dependency.Stack);
                if (!dependents.TryGetValue(key, out var list)) dependents[key] = list = [];
                list.Add((instance, dependency.Type));
            }
    }

    public IReadOnlyList<ComponentInstance> Instances { get; }

    /// <summary>What an instance depends on directly, by stack and name; names that are nowhere are left out.</summary>
    public IReadOnlyList<ComponentInstance> Before(ComponentInstance instance) =>
        [.. instance.DependsOnBy(evaluation).Select(dependency => (dependency.Component, dependency.Stack, dependency.Type)).Distinct()
            .Select(key => byName.GetValueOrDefault(key)).OfType<ComponentInstance>().Where(other => other != instance)
            .OrderBy(other => other.StackName, StringComparer.Ordinal).ThenBy(other => other.Name, StringComparer.Ordinal)];

    /// <summary>Direct dependents, by stack and name.</summary>
    public IReadOnlyList<ComponentInstance> Of(ComponentInstance instance) =>
        dependents.TryGetValue((instance.Name, instance.StackName), out var list)
            ? [.. list.Where(entry => entry.Type == instance.Type && entry.Instance != instance).Select(entry => entry.Instance).Distinct()
                .OrderBy(dependent => dependent.StackName, StringComparer.Ordinal).ThenBy(dependent => dependent.Name, StringComparer.Ordinal)]
            : [];
}
