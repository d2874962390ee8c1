using Gaia.Documents.Nodes;
using Gaia.Stacks.Components;
using Gaia.Stacks.Evaluation;
using Gaia.Yq;

namespace Gaia.Stacks.Describe;

/// <summary>
/// A section of one component by stack, {stack: {...}}, or of all by stack and component, {stack: {component: {...}}}, where
/// those that have nothing in it are left out.
/// </summary>
public static class ListValues
{
    /// <param name="instances">Of one component if <paramref name="component"/> names it.</param>
    /// <param name="section">`vars`, `settings`, ...; everything unless given.</param>
    /// <param name="query">A yq expression over what was found.</param>
    public static MapNode Of(
        IEnumerable<ComponentInstance> instances, string? component, string? section, string? query, EvaluationOptions evaluation, CancellationToken cancellation)
    {
        var options = evaluation with { Sections = section is null ? [] : [section] };
        return new MapNode([.. instances.GroupBy(instance => instance.StackName).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => KeyValuePair.Create(group.Key, component is not null ? Values(group.First()) : All(group)))]);

        Node All(IEnumerable<ComponentInstance> stack) => new MapNode([.. stack.DistinctBy(instance => instance.Name)
            .OrderBy(instance => instance.Name, StringComparer.Ordinal)
            .Select(instance => KeyValuePair.Create(instance.Name, Values(instance)))
            .Where(entry => entry.Value is not (NullNode or MapNode { Count: 0 }))]);

        Node Values(ComponentInstance instance)
        {
            var all = instance.Evaluate(options, cancellation);
            var part = section is null ? all : all[section] ?? MapNode.Empty;
            return string.IsNullOrEmpty(query) ? part : YqExpression.Evaluate(query, part);
        }
    }
}
