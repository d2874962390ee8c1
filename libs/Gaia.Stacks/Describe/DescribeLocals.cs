using Gaia.Documents;
using Gaia.Documents.Nodes;
using Gaia.Stacks.Merging;

namespace Gaia.Stacks.Describe;

/// <summary>The locals of one stack manifest, resolved: {locals: {...}, terraform: {locals: {...}}}.</summary>
public static class DescribeLocals
{
    /// <param name="stack">A stack's name, or the file of its manifest below the stacks folder.</param>
    /// <param name="component">Also gives the locals that this component sees.</param>
    public static MapNode Of(AtmosRepository repository, string stack, string? component = null)
    {
        var found = repository.Stacks.FirstOrDefault(candidate => candidate.File == stack)
            ?? repository.Stacks.FirstOrDefault(candidate => candidate.Instances.Any(instance => instance.TryStackName() == stack))
            ?? throw new StacksNotFoundException("stack.not-found", $"invalid stack '{stack}': no manifest of that name or file",
                NearestNames.Of(stack, repository.Stacks.Select(candidate => candidate.File)));
        var locals = repository.LocalsOf(found);
        if (component is not null) return Component(found, component, locals);
        var entries = new List<KeyValuePair<string, Node>>();
        if (locals.Global.Count > 0) entries.Add(new("locals", locals.Global));
        foreach (var (type, values) in locals.Types) entries.Add(new(type, MapNode.Empty.With("locals", OwnOf(values, locals.Global))));
        return entries.Count > 0 ? new MapNode([.. entries]) : throw new StacksNotFoundException("stack.no-locals", $"the stack '{stack}' has no locals", []);
    }

    // What the type section adds to the file's locals or says differently.
    private static MapNode OwnOf(MapNode values, MapNode global) =>
        new([.. values.Where(entry => !entry.Value.Equals(global[entry.Key]))], values.Mark);

    private static MapNode Component(Stack stack, string component, Manifests.Locals.Resolved locals)
    {
        var instance = stack.Instances.FirstOrDefault(candidate => candidate.Name == component)
            ?? throw new StacksNotFoundException("component.not-found", $"could not find the component '{component}' in the stack manifest '{stack.File}'",
                NearestNames.Of(component, stack.Instances.Select(candidate => candidate.Name)));
        var merged = locals.Types.GetValueOrDefault(instance.Type, locals.Global);
        foreach (var layer in stack.Bases(instance.Type).Of(component)) merged = DeepMerge.Merge(merged, layer.Section.Map("locals") ?? MapNode.Empty);
        merged = DeepMerge.Merge(merged, (stack.Components(instance.Type)[component] as MapNode)?.Map("locals") ?? MapNode.Empty);
        return MapNode.Empty.With("components", MapNode.Empty.With(instance.Type, MapNode.Empty.With(component, MapNode.Empty.With("locals", merged))));
    }
}
