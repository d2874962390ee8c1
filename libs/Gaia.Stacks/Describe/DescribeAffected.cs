using Gaia.Stacks.Components;

namespace Gaia.Stacks.Describe;

/// <summary>Which instances of a repository differ from those of an older revision.</summary>
public static class DescribeAffected
{
    public static IReadOnlyList<Affected> Of(
        AtmosRepository head, AtmosRepository old, AffectedQuery query, CancellationToken cancellation = default)
    {
        var before = Before(old, query);
        var now = Named(head, query);
        var reasons = new AffectedReasons(query, head.Configuration);
        var candidates = now.Values.Where(instance => !instance.IsAbstract && instance.IsEnabled && !(query.ExcludeLocked && instance.IsLocked)).ToArray();
        var found = new Affected?[candidates.Length];
        DescribeStacks.Run(candidates.Length, i => found[i] = reasons.Of(candidates[i], before.GetValueOrDefault(Key(candidates[i])), cancellation), cancellation);
        List<Affected> affected = [.. found.OfType<Affected>(), .. Deleted(before, now)];
        return query.IncludeDependents ? WithDependents(affected, new DependencyGraph(head, query.Evaluation, query.Stack)) : affected;
    }

    // A revision from before there were stacks has none: everything is new.
    private static Dictionary<(string, string, string), ComponentInstance> Before(AtmosRepository old, AffectedQuery query)
    {
        try
        {
            return Named(old, query);
        }
        catch (StacksInvalidException fault) when (fault.Code == "stacks.no-folder")
        {
            return [];
        }
    }

    private static (string, string, string) Key(ComponentInstance instance) => (instance.StackName, instance.Type, instance.Name);

    private static Dictionary<(string, string, string), ComponentInstance> Named(AtmosRepository repository, AffectedQuery query)
    {
        var named = new Dictionary<(string, string, string), ComponentInstance>();
        foreach (var instance in repository.Stacks.SelectMany(stack => stack.Instances).Where(instance => instance.HasUsableName()))
            if (query.Stack is null || instance.StackName == query.Stack)
                named[Key(instance)] = instance;
        return named;
    }

    private static IEnumerable<Affected> Deleted(
        Dictionary<(string, string, string), ComponentInstance> before, Dictionary<(string, string, string), ComponentInstance> now)
    {
        var stacks = now.Keys.Select(key => key.Item1).ToHashSet();
        return before.Where(entry => !now.ContainsKey(entry.Key) && !entry.Value.IsAbstract).Select(entry =>
            new Affected(entry.Value, [stacks.Contains(entry.Key.Item1) ? "deleted" : "deleted.stack"])
            {
                Deleted = stacks.Contains(entry.Key.Item1) ? "component" : "stack",
            });
    }

    private static IReadOnlyList<Affected> WithDependents(List<Affected> affected, DependencyGraph graph)
    {
        var all = affected.ConvertAll(item => item with { Dependents = item.Deleted is null ? DescribeDependents.Of(graph, item.Instance, nested: true) : [] });
        return all.ConvertAll(item => item with
        {
            IncludedInDependents = all.Exists(other => other != item && DescribeDependents.Holds(other.Dependents!, item.Instance)),
        });
    }
}
