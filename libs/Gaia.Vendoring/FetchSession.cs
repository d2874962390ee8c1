namespace Gaia.Vendoring;

/// <summary>A source's files on this machine: a folder, or one file. Each address is fetched once per session.</summary>
internal sealed class FetchSession(VendorOptions options) : IDisposable
{
    private readonly Dictionary<string, string> known = new(StringComparer.Ordinal);
    private readonly string scratch = Directory.CreateTempSubdirectory("gaia-vendor-").FullName;

    /// <returns>Absolute path of a file or folder.</returns>
    public string Fetch(VendorSource source, out string kind, CancellationToken cancellation)
    {
        var address = VendorAddress.Parse(source.Source);
        kind = address.Kind;
        var root = Root(address, source, cancellation);
        if (address.Folder.Length == 0) return root;
        if (address.Folder.Split('/').Contains("..")) throw VendorErrors.Fetch(source, $"'{address.Folder}' would leave what was fetched");
        var below = Path.Join(root, address.Folder);
        return Path.Exists(below) ? below : throw VendorErrors.Fetch(source, $"there is no '{address.Folder}' in it");
    }

    public void Dispose() => Directory.Delete(scratch, recursive: true);

    private string Root(VendorAddress address, VendorSource source, CancellationToken cancellation)
    {
        if (address.Kind == "local") return Local(address, source);
        var key = $"{address.Kind} {address.Location} {address.Reference}";
        if (known.TryGetValue(key, out var root)) return root;
        var own = Directory.CreateDirectory(Path.Join(scratch, known.Count.ToString(System.Globalization.CultureInfo.InvariantCulture))).FullName;
        return known[key] = address.Kind switch
        {
            "git" => GitFetch.Run(address, options, source, cancellation),
            "http" => HttpFetch.Run(address, options, source, own, cancellation),
            _ => OciFetch.Run(address, options, source, own, cancellation),
        };
    }

    // Relative to the manifest, else to the repository's root.
    private string Local(VendorAddress address, VendorSource source)
    {
        var path = new[] { source.BaseFolder, options.BasePath }.Select(folder => Path.GetFullPath(address.Location, folder)).FirstOrDefault(Path.Exists);
        return path ?? throw VendorErrors.Fetch(source, "there is no such file or folder");
    }
}
