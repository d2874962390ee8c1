using Gaia.Documents;
using Gaia.Documents.Nodes;
using Gaia.Stacks.Components;
using Gaia.Stacks.Evaluation;

namespace Gaia.Stacks.Describe;

/// <summary>Compares two stacks, or one stack in two revisions, key by key.</summary>
public static class DiffStacks
{
    private static readonly string[] Sections =
        ["vars", "settings", "env", "metadata", "providers", "hooks", "generate", "dependencies", "backend_type", "backend", "remote_state_backend_type", "remote_state_backend", "workspace", "command"];

    public static IReadOnlyList<StackDifference> Of(
        AtmosRepository left, string leftStack, AtmosRepository right, string rightStack, EvaluationOptions? options = null, CancellationToken cancellation = default)
    {
        var (before, after) = (Named(left, leftStack), Named(right, rightStack));
        var differences = new List<StackDifference>();
        foreach (var key in before.Keys.Union(after.Keys).OrderBy(key => key.Type, StringComparer.Ordinal).ThenBy(key => key.Name, StringComparer.Ordinal))
        {
            var (one, other) = (Evaluated(before.GetValueOrDefault(key)), Evaluated(after.GetValueOrDefault(key)));
            if (one is null || other is null) differences.Add(new StackDifference(key.Type, key.Name, "", one, other));
            else foreach (var section in Sections) Compare(key, section, one[section], other[section], differences);
        }

        return differences;

        MapNode? Evaluated(ComponentInstance? instance) => instance?.Evaluate(options, cancellation);
    }

    private static Dictionary<(string Type, string Name), ComponentInstance> Named(AtmosRepository repository, string stack)
    {
        var named = new Dictionary<(string, string), ComponentInstance>();
        foreach (var instance in repository.Stacks.SelectMany(candidate => candidate.Instances))
            if (instance.TryStackName() == stack)
                named[(instance.Type, instance.Name)] = instance;
        return named.Count > 0 ? named : throw new StacksNotFoundException("stack.not-found", $"invalid stack '{stack}'. Run `gaia list stacks` to see all names",
            NearestNames.Of(stack, repository.Stacks.SelectMany(candidate => candidate.Instances).Select(instance => instance.TryStackName()).OfType<string>()));
    }

    private static void Compare((string Type, string Name) key, string path, Node? left, Node? right, List<StackDifference> differences)
    {
        if (left is null && right is null || left is not null && left.Equals(right)) return;
        if (left is MapNode one && right is MapNode other)
            foreach (var name in one.Select(entry => entry.Key).Union(other.Select(entry => entry.Key)).Order(StringComparer.Ordinal))
                Compare(key, $"{path}.{(name.Contains('.') ? $"\"{name}\"" : name)}", one[name], other[name], differences);
        else
            differences.Add(new StackDifference(key.Type, key.Name, path, left, right));
    }
}

/// <param name="Path">`vars.tags.stage`; empty when the component is in one of the two only.</param>
/// <param name="Left">Null when only the right one has it.</param>
/// <param name="Right">Null when only the left one has it.</param>
public sealed record StackDifference(string Type, string Component, string Path, Node? Left, Node? Right)
{
    /// <summary>As `stacks diff --format json` prints it.</summary>
    public MapNode ToNode() => new(
    [
        new("component", new StringNode(Component)),
        new("component_type", new StringNode(Type)),
        new("path", new StringNode(Path)),
        new("left", Left ?? NullNode.Instance),
        new("right", Right ?? NullNode.Instance),
    ]);
}
