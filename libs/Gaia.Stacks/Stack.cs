using Gaia.Stacks.Components;
using Gaia.Stacks.Nodes;

namespace Gaia.Stacks;

/// <summary>One top-level manifest, resolved on demand. Several manifests may give one stack name.</summary>
public sealed class Stack
{
    internal Stack(string file, string absoluteFile) => (File, AbsoluteFile) = (file, absoluteFile);

    public string Name => File;

    /// <summary>Relative to the stacks folder, without extension.</summary>
    public string File { get; }

    public string AbsoluteFile { get; }

    /// <summary>The manifest with its imports merged, components not yet inherited.</summary>
    public MapNode Manifest => MapNode.Empty;

    /// <summary>Manifests that were imported, relative to the stacks folder, without extension; sorted.</summary>
    public IReadOnlyList<string> Imports => [];

    public IReadOnlyList<ComponentInstance> Instances => [];
}
