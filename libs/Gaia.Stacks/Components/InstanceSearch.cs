using Gaia.Documents;

namespace Gaia.Stacks.Components;

/// <summary>Finds instances by name and says well what was not found.</summary>
internal sealed class InstanceSearch(AtmosRepository repository)
{
    public ComponentInstance Find(string component, string stack, string? type)
    {
        if (ComponentPath.Is(component))
        {
            var all = In(stack).ToList();
            if (all.Count == 0) throw NoStack(stack);
            component = new ComponentPath(repository.Options.WorkingDirectory, repository.Folders).Name(component, stack, type, all);
        }

        var found = In(stack).Where(instance => instance.Name == component && (type is null || instance.Type == type))
            .OrderBy(instance => instance.Type == "terraform" ? 0 : 1).ToList();
        if (found.Count == 0) throw NotFound(component, stack, type);
        var first = found[0];
        var rival = found.Skip(1).FirstOrDefault(other => other.Type == first.Type && !other.Merged.Equals(first.Merged));
        return rival is null ? first : throw new StacksInvalidException("component.duplicate",
            $"the component '{component}' of the stack '{stack}' is defined differently in '{first.StackFile}' and '{rival.StackFile}'; "
            + "rename one of the stacks or keep the component in one manifest", rival.Stack.Mark);
    }

    public IEnumerable<ComponentInstance> All(InstanceFilter filter)
    {
        if (filter is { IncludeAbstract: false, Stack: null, Components.Count: 0 }) ResolveAll();
        return repository.Stacks.SelectMany(manifest => manifest.Instances).Where(instance => IsWanted(instance, filter));
    }

    /// <summary>A manifest all of whose components have one name is not looked into for it.</summary>
    public IEnumerable<(string Name, Stack Stack)> StackNames() => repository.Stacks.SelectMany(manifest => manifest.OnlyName is { } name
            ? [(Name: name, manifest)]
            : manifest.Instances.Where(instance => instance.HasUsableName()).Select(instance => (Name: instance.StackName, manifest)))
        .DistinctBy(stack => stack.Name, StringComparer.Ordinal);

    private static bool IsWanted(ComponentInstance instance, InstanceFilter filter) =>
        (filter.Types.Count == 0 || filter.Types.Contains(instance.Type))
        && (filter.Components.Count == 0 || filter.Components.Contains(instance.Name))
        && (filter.IncludeAbstract || !instance.IsAbstract)
        && instance.HasUsableName()
        && (filter.Stack is null || instance.StackName == filter.Stack);

    // Whether a component is abstract shows when it is resolved, which all cores can do. Who asks for one that is wrong gets the error.
    private void ResolveAll() => Parallel.ForEach(repository.Stacks, static manifest =>
    {
        try
        {
            foreach (var instance in manifest.Instances) _ = instance.IsAbstract;
        }
        catch (DocumentException)
        {
        }
    });

    // Most manifests are passed by without merging their components.
    private IEnumerable<ComponentInstance> In(string stack) => repository.Stacks
        .Where(manifest => manifest.OnlyName is not { } name || name == stack)
        .SelectMany(manifest => manifest.Instances).Where(instance => instance.TryStackName() == stack);

    private StacksNotFoundException NotFound(string component, string stack, string? type)
    {
        var inStack = In(stack).ToList();
        if (inStack.Count == 0) return NoStack(stack);
        var named = repository.Named(component).Where(instance => type is null || instance.Type == type);
        var nearest = NearestNames.Of(component, inStack.Where(instance => !instance.IsAbstract).Select(instance => instance.Name));
        var elsewhere = named.Select(instance => instance.TryStackName()).OfType<string>().Distinct().Take(3).ToList();
        var hint = nearest.Count > 0 ? $"did you mean '{nearest[0]}'?"
            : elsewhere.Count > 0 ? $"it is defined in {string.Join(", ", elsewhere)}"
            : $"run `gaia list components -s {stack}` to see what there is";
        return new StacksNotFoundException("component.not-found",
            $"could not find the {(type is null ? "" : type + " ")}component '{component}' in the stack '{stack}'; {hint}", nearest);
    }

    private StacksNotFoundException NoStack(string stack)
    {
        if (repository.Stacks.FirstOrDefault(manifest => manifest.File == stack) is { } file && file.Instances.Count > 0
            && file.Instances[0].TryStackName() is { } name)
            return new StacksNotFoundException("stack.not-found",
                $"invalid stack '{stack}': that is the file of a manifest; the name of its stack is '{name}'. Run `gaia list stacks` to see all names",
                [name]);
        var names = repository.Stacks.SelectMany(manifest => manifest.Instances).Select(instance => instance.TryStackName()).OfType<string>();
        var nearest = NearestNames.Of(stack, names);
        return new StacksNotFoundException("stack.not-found",
            $"invalid stack '{stack}': no manifest gives a stack of that name"
            + (nearest.Count > 0 ? $"; did you mean '{nearest[0]}'? " : ". ") + "Run `gaia list stacks` to see all names", nearest);
    }
}
