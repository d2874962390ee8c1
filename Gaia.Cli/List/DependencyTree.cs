using Gaia.Documents.Nodes;
using Gaia.Stacks.Components;
using Gaia.Stacks.Describe;

namespace Gaia.Cli.List;

/// <summary>The dependencies of one instance as lines or as a node.</summary>
internal sealed record DependencyTree(DependencyGraph Graph, bool Forward, bool Reverse)
{
    public MapNode ToNode(ComponentInstance instance)
    {
        List<KeyValuePair<string, Node>> entries = [new("component", new StringNode(instance.Name)), new("stack", new StringNode(instance.StackName))];
        if (Forward) entries.Add(new("depends_on", References(Graph.Before(instance))));
        if (Reverse) entries.Add(new("required_by", References(Graph.Of(instance))));
        return new MapNode([.. entries]);
    }

    public void Write(TextWriter output, ComponentInstance instance)
    {
        output.WriteLine($"{instance.Name} in {instance.StackName}");
        if (Forward && Reverse)
        {
            Branch(output, "├── ", "│   ", "depends on", instance, Graph.Before);
            Branch(output, "└── ", "    ", "required by", instance, Graph.Of);
        }
        else Level(output, instance, Forward ? Graph.Before : Graph.Of, "", [instance]);
    }

    private static void Branch(
        TextWriter output, string elbow, string indent, string title, ComponentInstance instance, Func<ComponentInstance, IReadOnlyList<ComponentInstance>> next)
    {
        output.WriteLine($"{elbow}{title}{(next(instance).Count == 0 ? " nothing" : "")}");
        Level(output, instance, next, indent, [instance]);
    }

    private static void Level(
        TextWriter output, ComponentInstance instance, Func<ComponentInstance, IReadOnlyList<ComponentInstance>> next, string indent, IReadOnlyList<ComponentInstance> open)
    {
        var found = next(instance);
        for (var i = 0; i < found.Count; i++)
        {
            var (last, circle) = (i == found.Count - 1, open.Contains(found[i]));
            var where = found[i].StackName == open[0].StackName ? "" : $" in {found[i].StackName}";
            output.WriteLine($"{indent}{(last ? "└── " : "├── ")}{found[i].Name}{where}{(circle ? " (circular reference)" : "")}");
            if (!circle) Level(output, found[i], next, indent + (last ? "    " : "│   "), [.. open, found[i]]);
        }
    }

    private static ListNode References(IReadOnlyList<ComponentInstance> instances) => new([.. instances.Select(instance => new MapNode(
        [new("component", new StringNode(instance.Name)), new("stack", new StringNode(instance.StackName))]))]);
}
