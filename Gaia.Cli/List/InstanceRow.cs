using Gaia.Documents.Nodes;
using Gaia.Stacks.Components;
using Gaia.Stacks.Evaluation;

namespace Gaia.Cli.List;

/// <summary>What the columns of an instance can name: its names and marks, and its sections where they are asked for.</summary>
internal static class InstanceRow
{
    public static MapNode Of(ComponentInstance instance, bool withSections, EvaluationOptions evaluation, CancellationToken token)
    {
        var metadata = instance.Merged["metadata"] as MapNode ?? MapNode.Empty;
        List<KeyValuePair<string, Node>> entries =
        [
            .. Names(instance),
            new("type", new StringNode(instance.IsAbstract ? "abstract" : "real")),
            new("component_type", new StringNode(instance.Type)),
            new("component_base", new StringNode(metadata.Text("component") ?? "")),
            new("inherits", new StringNode(metadata["inherits"] is ListNode bases ? string.Join(", ", bases) : "")),
            new("description", new StringNode(metadata.Text("description") ?? "")),
        ];
        if (!withSections) return new MapNode([.. entries]);
        foreach (var section in instance.Evaluate(evaluation, token))
            if (entries.All(entry => entry.Key != section.Key))
                entries.Add(section);
        return new MapNode([.. entries]);
    }

    /// <summary>Names and marks, without the two words for its type: those differ between lists, as they do in Atmos.</summary>
    public static IEnumerable<KeyValuePair<string, Node>> Names(ComponentInstance instance) =>
    [
        new("component", new StringNode(instance.Name)),
        new("stack", new StringNode(instance.StackName)),
        new("atmos_component", new StringNode(instance.Name)),
        new("atmos_stack", new StringNode(instance.StackName)),
        new("atmos_component_type", new StringNode(instance.Type)),
        new("stack_file", new StringNode(instance.StackFile)),
        new("component_folder", new StringNode(instance.Folder)),
        new("enabled", new BoolNode(instance.IsEnabled)),
        new("locked", new BoolNode(instance.IsLocked)),
        new("abstract", new BoolNode(instance.IsAbstract)),
        new("status", new StringNode(Status(instance).Sign)),
        new("status_text", new StringNode(Status(instance).Word)),
    ];

    public static (string Sign, string Word) Status(ComponentInstance instance) => instance switch
    {
        { IsLocked: true } => ("◐", "locked"),
        { IsEnabled: true } => ("●", "enabled"),
        _ => ("○", "disabled"),
    };
}
