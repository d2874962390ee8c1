using Gaia.Documents.Nodes;
using Gaia.Stacks.Components;
using Gaia.Yq;

namespace Gaia.Stacks.Hooks;

/// <summary>Writes what a hook names to its store, under the keys that `!store` and Atmos look for.</summary>
public static class StoreOutputs
{
    /// <param name="outputs">Name and value of each output of the component, as they are after terraform ran.</param>
    /// <returns>The keys that were written.</returns>
    /// <exception cref="StacksInvalidException">`hook.output`: there is no such output. `store.*`: the store refuses.</exception>
    public static IReadOnlyList<string> Run(ComponentInstance instance, StoreHook hook, MapNode outputs, CancellationToken cancellation = default)
    {
        // Everything is looked up before anything is written.
        var values = hook.Outputs.Select(entry => (entry.Key, Value: Value(instance, hook, entry.Value, outputs, cancellation))).ToList();
        foreach (var (key, value) in values)
            instance.Stores.Set(hook.Store, instance.StackName, instance.Name, key, value, cancellation);
        return values.ConvertAll(entry => entry.Key);
    }

    private static Node Value(ComponentInstance instance, StoreHook hook, string written, MapNode outputs, CancellationToken cancellation)
    {
        if (!written.StartsWith('.')) return new StringNode(written);
        var name = written[1..];
        if (outputs.PositionOf(name) >= 0) return outputs[name]!;
        var first = name[..Math.Max(0, name.AsSpan().IndexOfAny(".[ |") is var end && end < 0 ? name.Length : end)];
        if (outputs.PositionOf(first) < 0)
            throw new StacksInvalidException("hook.output", $"the hook '{hook.Name}' of {instance} wants the output '{first}', which the component does not have", instance.Stack.Mark);
        return YqExpression.Evaluate(written, outputs, cancellation);
    }
}
