using Gaia.Documents.Nodes;

namespace Gaia.Vendoring;

/// <summary>component.yaml in a component's own folder: one source, and mixins that override single files.</summary>
internal static class ComponentManifest
{
    public static IReadOnlyList<VendorSource> Read(VendorOptions options, string component, IReadOnlyList<VendorSource> others)
    {
        if (!options.ComponentFolders.TryGetValue(options.Type, out var root)) throw VendorErrors.NoComponent(component, [], $"a folder for components of type '{options.Type}'");
        var folder = Path.GetFullPath(Path.Join(root, component), options.BasePath);
        var file = Path.Join(folder, "component.yaml");
        var shown = Path.GetRelativePath(options.BasePath, file);
        if (!File.Exists(file)) throw VendorErrors.NoComponent(component, others.Select(source => source.Component).OfType<string>().ToArray(), shown);
        var spec = VendorManifest.Spec(file, shown);
        var source = spec.Map("source") ?? throw VendorErrors.Manifest("'spec' has no 'source'", spec.Mark);
        return [One(source, component, folder, null), .. Mixins(spec, component, folder)];
    }

    private static IEnumerable<VendorSource> Mixins(MapNode spec, string component, string folder)
    {
        foreach (var entry in spec["mixins"] as ListNode ?? ListNode.Empty)
        {
            var mixin = entry as MapNode ?? throw VendorErrors.Manifest("a mixin must be a map", entry.Mark);
            var name = mixin.Text("filename") ?? throw VendorErrors.Manifest("a mixin needs 'filename'", mixin.Mark);
            if (name != Path.GetFileName(name) || name is "." or "..") throw VendorErrors.Manifest($"'{name}' is not a plain file name", mixin.Mark);
            yield return One(mixin, component, folder, name);
        }
    }

    private static VendorSource One(MapNode entry, string component, string folder, string? fileName)
    {
        var (version, uri) = (VendorEntries.Version(entry), entry.Text("uri"));
        if (string.IsNullOrEmpty(uri)) throw VendorErrors.Manifest("'uri' is missing", entry.Mark);
        return new VendorSource(component, VendorEntries.Render(uri, component, version, entry.Mark), version, [folder],
            VendorEntries.Texts(entry, "included_paths"), VendorEntries.Texts(entry, "excluded_paths"), [], folder, fileName, entry.Mark);
    }
}
