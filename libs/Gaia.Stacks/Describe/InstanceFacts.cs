using Gaia.Documents.Nodes;
using Gaia.Stacks.Components;
using Gaia.Stacks.Evaluation;
using Gaia.Stacks.Files;

namespace Gaia.Stacks.Describe;

/// <summary>The facts about an instance that lists of affected and dependent components share.</summary>
internal static class InstanceFacts
{
    public static IEnumerable<KeyValuePair<string, Node>> Of(ComponentInstance instance)
    {
        yield return new("component", new StringNode(instance.Name));
        yield return new("component_type", new StringNode(instance.Type));
        yield return new("component_path", new StringNode(
            instance.Folders.Shown(instance.Type, instance.Folder)));
        var variables = instance.Merged.Map("vars") ?? MapNode.Empty;
        foreach (var key in (string[])["namespace", "tenant", "environment", "stage"])
            if (variables.Text(key) is { Length: > 0 } value && !value.Contains("{{", StringComparison.Ordinal))
                yield return new(key, new StringNode(value));
        yield return new("stack", new StringNode(instance.StackName));
        yield return new("stack_slug", new StringNode(Slug(instance)));
    }

    public static string Slug(ComponentInstance instance) => $"{instance.StackName}-{instance.Name.Replace('/', '-')}";

    public static MapNode Settings(ComponentInstance instance) =>
        instance.Evaluate(new EvaluationOptions { Sections = ["settings"], ProcessFunctions = false }).Map("settings") ?? MapNode.Empty;
}
