namespace Gaia.Vendoring;

/// <summary>Everything a repository vendors: what vendor.yaml names, and the components with a component.yaml.</summary>
public static class VendorListing
{
    /// <summary>By component; empty where nothing is vendored.</summary>
    public static IReadOnlyList<VendorListed> Of(VendorOptions options)
    {
        IEnumerable<VendorListed> central = VendorManifest.Exists(options)
            ? VendorManifest.All(options).Select(source => new VendorListed(source, IsComponentManifest: false, source.Mark.File ?? ""))
            : [];
        return [.. central.Concat(options.ComponentFolders.OrderBy(type => type.Key, StringComparer.Ordinal).SelectMany(type => Own(options, type.Key, type.Value)))
            .OrderBy(listed => listed.Source.Component ?? listed.Source.Source, StringComparer.Ordinal)];
    }

    private static IEnumerable<VendorListed> Own(VendorOptions options, string type, string folder)
    {
        var root = Path.GetFullPath(folder, options.BasePath);
        if (!Directory.Exists(root)) yield break;
        foreach (var file in Directory.EnumerateFiles(root, "component.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            if (file.Contains("/.terraform/", StringComparison.Ordinal)) continue;
            var component = Path.GetRelativePath(root, Path.GetDirectoryName(file)!);
            yield return new VendorListed(ComponentManifest.Read(options with { Type = type }, component, [])[0], IsComponentManifest: true,
                Path.GetRelativePath(options.BasePath, file));
        }
    }
}

/// <param name="Manifest">Path of the manifest that names it, relative to the repository.</param>
public sealed record VendorListed(VendorSource Source, bool IsComponentManifest, string Manifest);
