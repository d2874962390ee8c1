using Gaia.Cli.Hosting;
using Gaia.Stacks.Components;

namespace Gaia.Cli.Terraform;

/// <summary>Instances so that each comes after those it depends on; otherwise in the order given.</summary>
internal static class DependencyOrder
{
    public static IReadOnlyList<ComponentInstance> Sort(IReadOnlyList<ComponentInstance> instances)
    {
        var byKey = instances.ToDictionary(instance => (instance.StackName, instance.Name));
        var (sorted, done, path) = (new List<ComponentInstance>(), new HashSet<ComponentInstance>(), new List<ComponentInstance>());
        foreach (var instance in instances) Visit(instance);
        return sorted;

        void Visit(ComponentInstance instance)
        {
            if (path.Contains(instance)) throw Cycle([.. path.SkipWhile(other => other != instance), instance]);
            if (!done.Add(instance)) return;
            path.Add(instance);
            foreach (var dependency in instance.DependsOn)
                if (byKey.TryGetValue((dependency.Stack, dependency.Component), out var before))
                    Visit(before);
            path.RemoveAt(path.Count - 1);
            sorted.Add(instance);
        }
    }

    private static CliException Cycle(IReadOnlyList<ComponentInstance> path) =>
        new("The components depend on each other in a circle: " + string.Join(" -> ", path.Select(instance => $"{instance.Name} in {instance.StackName}")),
            ExitCodes.Failed, "Remove one of these from dependencies.components or settings.depends_on.");
}
