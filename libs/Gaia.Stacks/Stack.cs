using System.Collections.Concurrent;
using Gaia.Documents;
using Gaia.Documents.Nodes;
using Gaia.Stacks.Components;
using Gaia.Stacks.Manifests;
using Gaia.Stacks.Naming;

namespace Gaia.Stacks;

/// <summary>One top-level manifest, resolved on demand. Several manifests may give one stack name.</summary>
public sealed class Stack
{
    private readonly Resolution resolution;
    private readonly ImportedManifest imported;
    private readonly ConcurrentDictionary<string, TypeDefaults> defaults = new(1, 3);
    private readonly ConcurrentDictionary<string, BaseComponents> bases = new(1, 3);
    private readonly ConcurrentDictionary<string, string> commonNames = new(1, 3);
    private readonly Lazy<IReadOnlyList<ComponentInstance>> instances;
    private readonly Lazy<IReadOnlyList<string>> imports;
    private readonly Lazy<IReadOnlyList<ManifestLayer>> layers;
    private readonly Lazy<string?> onlyName;

    internal Stack(Resolution resolution, ImportedManifest imported)
    {
        (this.resolution, this.imported) = (resolution, imported);
        instances = new(() => [.. Types.SelectMany(type => Components(type).Select(entry => new ComponentInstance(resolution, this, type, entry.Key)))]);
        layers = new(imported.Layers);
        onlyName = new(() => resolution.Names.OfAll(this));
        imports = new(() => [.. Layers.SkipLast(1).Select(layer => layer.File.Name).Distinct().Order(StringComparer.Ordinal)]);
    }

    /// <summary>The name most of its components have; that of a component may differ where it overrides the variables.</summary>
    public string Name => OnlyName ?? (Instances.Count > 0 ? Instances[0].StackName : Manifest.Text("name") ?? File);

    /// <summary>Relative to the stacks folder, without extension.</summary>
    public string File => imported.Body.File.Name;

    public string AbsoluteFile => imported.Body.File.Path;

    /// <summary>The manifest with its imports merged, without components.</summary>
    public MapNode Manifest => imported.Common;

    /// <summary>Manifests that were imported, relative to the stacks folder, without extension; sorted.</summary>
    public IReadOnlyList<string> Imports => imports.Value;

    /// <summary>The same as a tree, in the order of the import statements.</summary>
    public IReadOnlyList<StackImport> ImportTree => StackImport.Of(imported);

    /// <summary>
    /// The name that all its components have, told without merging them; null where that takes looking at each, or where
    /// there is none.
    /// </summary>
    internal string? OnlyName => onlyName.Value;

    /// <summary>Every component of every type in it, abstract ones included.</summary>
    public IReadOnlyList<ComponentInstance> Instances => instances.Value;

    internal IReadOnlyList<ManifestLayer> Layers => layers.Value;

    internal ImportedManifest Imported => imported;

    internal SourceMark Mark => new(imported.Body.File.Shown, 1, 1);

    /// <summary>The name where it can be told, else the file: for errors about the stack.</summary>
    internal string ShownName
    {
        get
        {
            try
            {
                return resolution.Names.Of(this, "terraform", "");
            }
            catch (StacksInvalidException)
            {
                return File;
            }
        }
    }

    internal IEnumerable<string> Types =>
        AllComponents().Where(entry => entry.Value is MapNode).Select(entry => entry.Key);

    internal MapNode Components(string type)
    {
        var node = AllComponents()[type];
        return node.IsMap(out var map) ? map : throw node.NotAMap("manifest.type", $"'components.{type}'", File);
    }

    internal TypeDefaults Defaults(string type) =>
        defaults.GetOrAdd(type, name => new TypeDefaults(Manifest, name, resolution.Configuration, File));

    internal BaseComponents Bases(string type) =>
        bases.GetOrAdd(type, name => new BaseComponents(Components(name), File, folder => resolution.Folders.Exists(name, folder, Mark)));

    internal ResolvedComponent Resolve(string type, string component)
    {
        try
        {
            return resolution.Components.Resolve(this, type, component);
        }
        catch (DocumentException fault) when (Leads(fault))
        {
            throw Led(fault);
        }
    }

    /// <summary>True for a fault in an imported file that does not say yet which imports led there.</summary>
    internal bool Leads(DocumentException fault) => fault is not StacksNotFoundException && fault.ImportChain.Count == 0 && ChainTo(fault.Mark).Count > 0;

    /// <summary>The same fault with the imports that led to it.</summary>
    internal StacksInvalidException Led(DocumentException fault) => new(fault.Code, fault.Message, fault.Mark, ChainTo(fault.Mark), fault);

    internal string CommonName(string type, StackNames names) =>
        commonNames.TryGetValue(type, out var name) ? name : commonNames.GetOrAdd(type, names.Common(this, type));

    private IReadOnlyList<SourceMark> ChainTo(SourceMark mark) =>
        mark.File is null ? [] : Layers.FirstOrDefault(layer => layer.File.Shown == mark.File)?.Chain ?? [];

    private MapNode AllComponents()
    {
        var node = imported.Components(resolution.Lists)["components"];
        return node.IsMap(out var map) ? map : throw node.NotAMap("manifest.type", "'components'", File);
    }
}
