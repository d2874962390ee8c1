using Gaia.Documents;
using Gaia.Documents.Nodes;
using Gaia.Stacks.Components;

namespace Gaia.Stacks.Describe;

/// <summary>{stack: {components: {type: {component: sections}}}}, evaluated in parallel.</summary>
public static class DescribeStacks
{
    public static MapNode Of(AtmosRepository repository, StacksQuery? query = null, CancellationToken cancellation = default)
    {
        query ??= new StacksQuery();
        var instances = repository.Stacks.SelectMany(stack => stack.Instances.Where(instance => Wanted(instance, query)))
            .Where(instance => instance.HasUsableName() && (query.Where is null || query.Where(instance))).ToArray();
        var sections = new Node[instances.Length];
        Run(instances.Length, i => sections[i] = Section(instances[i], query, cancellation), cancellation);
        return Grouped(instances, sections, query, repository);
    }

    private static bool Wanted(ComponentInstance instance, StacksQuery query) =>
        (query.Components.Count == 0 || query.Components.Contains(instance.Name))
        && (query.Types.Count == 0 || query.Types.Contains(instance.Type))
        && (query.Stack is null || instance.StackFile == query.Stack || instance.TryStackName() == query.Stack);

    private static MapNode Section(ComponentInstance instance, StacksQuery query, CancellationToken cancellation)
    {
        var section = instance.Evaluate(query.Evaluation with { Sections = query.Sections }, cancellation);
        if (section.PositionOf("workspace") < 0) return section;
        var workspace = instance.WorkspaceOfStack;
        return section.Text("workspace") == workspace ? section : section.With("workspace", new StringNode(workspace));
    }

    private static MapNode Grouped(ComponentInstance[] instances, Node[] sections, StacksQuery query, AtmosRepository repository)
    {
        var stacks = new SortedDictionary<string, SortedDictionary<string, List<KeyValuePair<string, Node>>>>(StringComparer.Ordinal);
        for (var i = 0; i < instances.Length; i++)
        {
            if (!stacks.TryGetValue(instances[i].StackName, out var types)) stacks[instances[i].StackName] = types = new(StringComparer.Ordinal);
            if (!types.TryGetValue(instances[i].Type, out var components)) types[instances[i].Type] = components = [];
            components.Add(new(instances[i].Name, sections[i]));
        }

        if (query.IncludeEmptyStacks)
            foreach (var stack in repository.Stacks.Where(stack => stack.Instances.Count == 0 && (query.Stack is null || query.Stack == stack.Name)))
                stacks.TryAdd(stack.Name, new(StringComparer.Ordinal));
        return new MapNode([.. stacks.Select(stack => KeyValuePair.Create<string, Node>(stack.Key, MapNode.Empty.With("components", Types(stack.Value))))]);
    }

    // Two manifests of one stack may hold the same component; the later one is printed, as Atmos does.
    private static MapNode Types(SortedDictionary<string, List<KeyValuePair<string, Node>>> types) => new([.. types.Select(type =>
        KeyValuePair.Create<string, Node>(type.Key, new MapNode([.. type.Value.GroupBy(entry => entry.Key).Select(group => group.Last())
            .OrderBy(entry => entry.Key, StringComparer.Ordinal)])))]);

    /// <summary>Of several faults the one of the lowest number counts, so that the same repository gives the same error every time.</summary>
    internal static void Run(int count, Action<int> body, CancellationToken cancellation)
    {
        var (gate, first, at) = (new Lock(), (DocumentException?)null, count);
        Parallel.For(0, count, new ParallelOptions { CancellationToken = cancellation }, (i, loop) =>
        {
            try
            {
                body(i);
            }
            catch (DocumentException fault)
            {
                lock (gate)
                    if (i < at) (first, at) = (fault, i);
                // Lower numbers still run.
                loop.Break();
            }
        });
        if (first is not null) System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(first);
    }
}
