using Gaia.Documents.Nodes;
using Gaia.Stacks.Merging;

namespace Gaia.Stacks.Manifests;

/// <summary>`overrides` per component type; only Terraform and Helmfile have them in Atmos.</summary>
internal sealed record TypeOverrides(MapNode Terraform, MapNode Helmfile)
{
    public static TypeOverrides None { get; } = new(MapNode.Empty, MapNode.Empty);

    public bool IsNone => Terraform.Count == 0 && Helmfile.Count == 0;

    /// <summary>What a manifest itself overrides: for all types, then for one type.</summary>
    public static TypeOverrides Of(MapNode manifest, ListStrategy lists)
    {
        var all = Section(manifest, "overrides");
        var terraform = DeepMerge.Merge(all, Section(manifest.Map("terraform"), "overrides"), lists);
        var helmfile = DeepMerge.Merge(all, Section(manifest.Map("helmfile"), "overrides"), lists);
        return terraform.Count == 0 && helmfile.Count == 0 ? None : new TypeOverrides(terraform, helmfile);
    }

    public TypeOverrides Below(TypeOverrides upper, ListStrategy lists) =>
        upper.IsNone ? this : IsNone ? upper
        : new TypeOverrides(DeepMerge.Merge(Terraform, upper.Terraform, lists), DeepMerge.Merge(Helmfile, upper.Helmfile, lists));

    /// <summary>Puts them into every component that the manifest itself names.</summary>
    public MapNode Into(MapNode manifest)
    {
        if (IsNone || manifest.Map("components") is not { } components) return manifest;
        components = Into(components, "terraform", Terraform);
        components = Into(components, "helmfile", Helmfile);
        return manifest.With("components", components);
    }

    private static MapNode Into(MapNode components, string type, MapNode overrides)
    {
        if (overrides.Count == 0 || components.Map(type) is not { } ofType) return components;
        var entries = ofType.Select(entry => KeyValuePair.Create(entry.Key,
            entry.Value is MapNode component ? component.With("overrides", overrides) : entry.Value));
        return components.With(type, new MapNode([.. entries], ofType.Mark));
    }

    private static MapNode Section(MapNode? map, string key)
    {
        var node = map?[key];
        return node.IsMap(out var section) ? section : throw node.NotAMap("manifest.overrides", $"'{key}'");
    }
}
