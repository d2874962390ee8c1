using Gaia.Documents.Nodes;
using Gaia.Stacks.Evaluation;
using Gaia.Stacks.Functions;
using Gaia.Stacks.Naming;

namespace Gaia.Stacks.Components;

/// <summary>What an instance depends on: `dependencies.components`, else `settings.depends_on`.</summary>
internal sealed class Dependencies(StackNames names, Func<string, IEnumerable<ComponentInstance>> named)
{
    // Who depends on whom is told by names, and must be told before there are states to read.
    private static readonly string[] Read = [.. FunctionNames.Reading.Select(name => name[1..])];

    public IReadOnlyList<ComponentDependency> Of(ComponentInstance instance, EvaluationOptions options)
    {
        var raw = instance.Resolved.Section;
        if (raw.At("dependencies", "components") is null && raw.At("settings", "depends_on") is null) return [];
        options = options with { KeepUnresolved = true, Skip = [.. options.Skip, .. Read] };
        var section = instance.Evaluate(options with { Sections = ["dependencies", "settings"] });
        // Variables are many and seldom needed: only where a dependency is said in terms of them.
        var variables = new Lazy<MapNode>(() => instance.Evaluate(options with { Sections = ["vars"] }).Map("vars") ?? MapNode.Empty);
        return section.At("dependencies", "components") is { } listed and not NullNode
            ? [.. Entries(listed).Select(entry => Listed(entry, instance)).OfType<ComponentDependency>()]
            : [.. Entries(section.At("settings", "depends_on")).Select(entry => Named(entry, instance, variables)).OfType<ComponentDependency>()];
    }

    /// <summary>dependencies.files and folders, and such entries of settings.depends_on and dependencies.components.</summary>
    public static IEnumerable<(string Kind, string Path)> Paths(MapNode section)
    {
        foreach (var kind in (string[])["file", "folder"])
            foreach (var text in Entries(section.At("dependencies", kind + "s")).OfType<StringNode>())
                if (text.Value.Length > 0) yield return (kind, text.Value);
        var entries = Entries(section.At("dependencies", "components")).Concat(Entries(section.At("settings", "depends_on")));
        foreach (var map in entries.OfType<MapNode>())
        {
            if (map.Text("file") is { Length: > 0 } file) yield return ("file", file);
            if (map.Text("folder") is { Length: > 0 } folder) yield return ("folder", folder);
            if (map.Text("kind") is "file" or "folder" && map.Text("path") is { Length: > 0 } path) yield return (map.Text("kind")!, path);
        }
    }

    private static IEnumerable<Node> Entries(Node? node) => node switch
    {
        ListNode list => list,
        MapNode map => map.Select(entry => entry.Value),
        _ => [],
    };

    // - {component: vpc, stack: dev, kind: terraform}
    private static ComponentDependency? Listed(Node entry, ComponentInstance instance) => entry switch
    {
        MapNode map when (map.Text("component") ?? map.Text("name")) is { Length: > 0 } name =>
            new ComponentDependency(name, map.Text("stack") is { Length: > 0 } stack ? stack : instance.StackName,
                map.Text("kind") is { Length: > 0 } kind ? kind : instance.Type),
        StringNode { Value.Length: > 0 } text => new ComponentDependency(text.Value, instance.StackName, instance.Type),
        _ => null,
    };

    // 1: {component: vpc, stage: prod}: what is not said is the instance's own.
    private ComponentDependency? Named(Node entry, ComponentInstance instance, Lazy<MapNode> own)
    {
        if (entry is StringNode { Value.Length: > 0 } text) return Found(text.Value, instance.StackName, instance);
        if (entry is not MapNode map || map.Text("component") is not { Length: > 0 } component) return null;
        if (map.Text("stack") is { Length: > 0 } stack) return Found(component, stack, instance);
        string[] keys = ["namespace", "tenant", "environment", "stage"];
        if (!Array.Exists(keys, key => map.Text(key) is { Length: > 0 })) return Found(component, instance.StackName, instance);
        var variables = keys.Aggregate(own.Value,
            (vars, key) => map.Text(key) is { Length: > 0 } value ? vars.With(key, new StringNode(value)) : vars);
        return Found(component, names.WithVariables(instance.Stack, variables), instance);
    }

    // settings.depends_on names no type: the instance's own comes first, then any.
    private ComponentDependency Found(string component, string stack, ComponentInstance instance)
    {
        var types = named(component).Where(other => other.TryStackName() == stack).Select(other => other.Type).ToList();
        return new ComponentDependency(component, stack, types.Count == 0 || types.Contains(instance.Type) ? instance.Type : types[0]);
    }
}
