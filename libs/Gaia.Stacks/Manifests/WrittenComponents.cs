using System.Collections.Concurrent;
using Gaia.Documents.Nodes;

namespace Gaia.Stacks.Manifests;

/// <summary>
/// Asks a question of every component that a manifest and its imports write, without merging them. What is not a map counts
/// as a yes: only the merged components can tell then.
/// </summary>
internal sealed class WrittenComponents(Func<MapNode, bool> question)
{
    private readonly ConcurrentDictionary<ImportedManifest, bool> answers = new(ReferenceEqualityComparer.Instance);

    public bool Any(ImportedManifest manifest) =>
        answers.TryGetValue(manifest, out var answer) ? answer : answers.GetOrAdd(manifest, AnyIn(manifest));

    private bool AnyIn(ImportedManifest manifest)
    {
        foreach (var import in manifest.Imports)
            if (Any(import.Manifest))
                return true;
        if (manifest.Own["components"] is not { } written) return false;
        if (written is not MapNode types) return true;
        for (var i = 0; i < types.Count; i++)
            if (types[i].Value is not MapNode components || AnyOf(components))
                return true;
        return false;
    }

    private bool AnyOf(MapNode components)
    {
        for (var i = 0; i < components.Count; i++)
            if (components[i].Value is not MapNode component || question(component))
                return true;
        return false;
    }
}
