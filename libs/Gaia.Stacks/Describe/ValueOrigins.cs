using Gaia.Documents.Nodes;
using Gaia.Stacks.Components;
using Gaia.Stacks.Manifests;

namespace Gaia.Stacks.Describe;

/// <summary>Every place that gives a value of one instance, in the order of merging: the last one wins.</summary>
internal sealed class ValueOrigins
{
    private readonly ComponentInstance instance;
    private readonly IReadOnlyList<ManifestLayer> layers;

    public ValueOrigins(ComponentInstance instance)
    {
        this.instance = instance;
        // A file that several others import merges more than once; its last turn is the one that counts.
        var seen = new HashSet<string>(StringComparer.Ordinal);
        layers = [.. instance.Stack.Layers.Reverse().Where(layer => seen.Add(layer.File.Path)).Reverse()];
    }

    /// <param name="path">From the section on: ["vars", "tags", "stage"].</param>
    public IEnumerable<ValueOrigin> Of(IReadOnlyList<string> path)
    {
        var type = instance.Type;
        var isBackend = path[0] is "backend" or "remote_state_backend";
        var kind = isBackend ? instance.Merged.Text(path[0] + "_type") ?? "" : "";
        IReadOnlyList<string> inside = isBackend ? [path[0], kind, .. path.Skip(1)] : path;
        if (!isBackend) foreach (var origin in From([], inside, path[0], null)) yield return origin;
        foreach (var origin in From([type], inside, $"{type}.{path[0]}", null)) yield return origin;
        foreach (var layer in instance.Stack.Bases(type).Of(instance.Name))
            foreach (var origin in From(["components", type, layer.Name], inside, $"components.{type}.{path[0]}", layer.Name)) yield return origin;
        foreach (var origin in From(["components", type, instance.Name], inside, $"components.{type}.{path[0]}", instance.Name)) yield return origin;
        foreach (var origin in From(["components", type, instance.Name, "overrides"], inside, $"{type}.overrides.{path[0]}", instance.Name).TakeLast(1))
            yield return origin;
    }

    private IEnumerable<ValueOrigin> From(IReadOnlyList<string> place, IReadOnlyList<string> path, string section, string? component) =>
        from layer in layers
        let value = layer.Own.At([.. place, .. path])
        where value is not null
        select new ValueOrigin(layer.File.Name, section, component, layer.Depth == 0, value, layer.Chain);
}
