using Gaia.Stacks.Components;
using Gaia.Stacks.Evaluation;
using Gaia.Stacks.Nodes;

namespace Gaia.Cli.List;

/// <summary>What the columns of an instance can name: its names and marks, and its sections where they are asked for.</summary>
internal static class InstanceRow
{
    public static MapNode Of(ComponentInstance instance, bool withSections, EvaluationOptions evaluation, CancellationToken token)
    {
        List<KeyValuePair<string, Node>> entries =
        [
            new("component", new StringNode(instance.Name)),
            new("stack", new StringNode(instance.StackName)),
            new("component_type", new StringNode(instance.Type)),
            new("type", new StringNode(instance.Type)),
            new("stack_file", new StringNode(instance.StackFile)),
            new("component_folder", new StringNode(instance.Folder)),
            new("enabled", new BoolNode(instance.IsEnabled)),
            new("locked", new BoolNode(instance.IsLocked)),
            new("abstract", new BoolNode(instance.IsAbstract)),
        ];
        if (!withSections) return new MapNode([.. entries]);
        foreach (var section in instance.Evaluate(evaluation, token))
            if (entries.All(entry => entry.Key != section.Key))
                entries.Add(section);
        return new MapNode([.. entries]);
    }
}
