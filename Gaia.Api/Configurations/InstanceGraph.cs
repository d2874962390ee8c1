using Gaia.Contracts;
using Gaia.Stacks;
using Gaia.Stacks.Components;

namespace Gaia.Api.Configurations;

internal static class InstanceGraph
{
    /// <summary>The instances of <paramref name="stack"/>, or of all, with what they depend on directly, as far as it is visible.</summary>
    public static GraphResponse Of(AtmosRepository repository, Func<ComponentInstance, bool> visible, string? stack)
    {
        var all = repository.Instances().Where(instance => instance.IsEnabled && visible(instance)).ToList();
        var known = all.Select(Id).ToHashSet(StringComparer.Ordinal);
        var edges = all.Where(instance => stack is null || instance.StackName == stack)
            .SelectMany(instance => instance.DependsOn.Select(other => new GraphEdge(Id(instance), $"{other.Stack}/{other.Component}")))
            .Where(edge => known.Contains(edge.To)).Distinct()
            .OrderBy(edge => edge.From, StringComparer.Ordinal).ThenBy(edge => edge.To, StringComparer.Ordinal).ToList();
        var reached = edges.Select(edge => edge.To).ToHashSet(StringComparer.Ordinal);
        return new([.. all.Where(instance => stack is null || instance.StackName == stack || reached.Contains(Id(instance)))
            .OrderBy(Id, StringComparer.Ordinal).Select(instance => new GraphNode(Id(instance), instance.Name, instance.StackName))], edges);
    }

    private static string Id(ComponentInstance instance) => $"{instance.StackName}/{instance.Name}";
}
