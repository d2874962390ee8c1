namespace Gaia.Vendoring;

/// <summary>Which fetched file goes where.</summary>
internal static class VendorPlan
{
    public static IReadOnlyList<(string From, string To)> Of(VendorSource source, string fetched, VendorOptions options)
    {
        var files = new List<(string, string)>();
        foreach (var target in source.Targets)
        {
            if (File.Exists(fetched)) files.Add((fetched, FileTarget(source, fetched, target)));
            else if (source.FileName is not null) throw VendorErrors.Fetch(source, "a mixin must be one file, and this is a folder");
            else
                files.AddRange(VendorFiles.List(fetched).Where(file => VendorFiles.IsWanted(source, file)).Select(file => (Path.Join(fetched, file), Path.Join(target, file))));
        }
        foreach (var (_, to) in files) VendorFiles.RequireNoLinks(options.BasePath, to, source);
        if (files.Count > options.Limits.Files * source.Targets.Count) throw VendorErrors.Fetch(source, $"it has more than {options.Limits.Files} files");
        return files;
    }

    // A target with an extension names the file itself.
    private static string FileTarget(VendorSource source, string fetched, string target)
    {
        if (source.FileName is { } name) return Path.Join(target, name);
        return Path.HasExtension(target) && !Directory.Exists(target) ? target : Path.Join(target, Path.GetFileName(fetched));
    }
}
