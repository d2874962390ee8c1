using System.Collections.Concurrent;
using System.Security.Cryptography;
using Gaia.Documents;
using Gaia.Documents.Nodes;
using Gaia.Stacks.Vendoring;

namespace Gaia.Stacks.Files;

/// <summary>
/// Files of other places, fetched once per run and in the same ways as vendored sources. Each is kept under the hash of its
/// content, so that two addresses with one content share a file.
/// </summary>
internal sealed class RemoteFiles(RepositoryOptions options)
{
    private const long Largest = 16 * 1024 * 1024;

    private readonly ConcurrentDictionary<string, Lazy<string>> fetched = new(StringComparer.Ordinal);

    /// <returns>Absolute path of a local copy.</returns>
    public string Fetch(string address, SourceMark mark)
    {
        if (!options.Outside.HasFlag(OutsideAccess.RemoteFiles))
            throw new StacksInvalidException("outside.remote-files", $"'{address}' is not fetched here: remote files are not allowed", mark);
        return fetched.GetOrAdd(address, key => new Lazy<string>(() => Get(key, mark))).Value;
    }

    private string Get(string address, SourceMark mark)
    {
        var parsed = VendorAddress.Parse(address);
        if (parsed.Kind == "git" && parsed.Folder.Length == 0)
            throw new StacksInvalidException("remote.no-path", $"'{parsed.Location}' names no file; add it after a double slash: //stacks/defaults.yaml", mark);
        try
        {
            using var session = new FetchSession(new VendorOptions
            {
                BasePath = options.WorkingDirectory,
                CacheDirectory = Cache,
                Limits = new VendorLimits { Timeout = TimeSpan.FromMinutes(2), Bytes = parsed.IsArchive ? VendorLimits.Default.Bytes : Largest },
                Environment = options.Environment.ContainsKey("PATH") ? options.Environment : null,
            });
            var source = new VendorSource(null, address, null, [], [], [], [], options.WorkingDirectory, null, mark);
            var path = session.Fetch(source, out _, default);
            if (!File.Exists(path)) throw VendorErrors.Fetch(source, "it is a folder, not a file");
            if (new FileInfo(path).Length > Largest) throw VendorErrors.Fetch(source, $"it has more than {Largest:N0} bytes");
            return Keep(File.ReadAllBytes(path), address);
        }
        catch (Exception fault) when (fault is DocumentException or IOException or UriFormatException)
        {
            throw new StacksInvalidException("remote.failed",
                fault is DocumentException ? fault.Message : $"cannot fetch '{address}': {fault.Message}", mark, null, fault);
        }
    }

    private string Keep(byte[] content, string address)
    {
        var name = Path.GetFileName(address.Split('?')[0]);
        var extension = Paths.IsManifest(name) ? "" : ".yaml";
        var folder = Directory.CreateDirectory(Path.Join(Cache, "remote")).FullName;
        var path = Path.Join(folder, $"{Convert.ToHexStringLower(SHA256.HashData(content))[..32]}-{name}{extension}");
        if (File.Exists(path)) return path;
        var writing = path + "." + Guid.NewGuid().ToString("n");
        File.WriteAllBytes(writing, content);
        File.Move(writing, path, overwrite: true);
        return path;
    }

    private string Cache => options.CacheDirectory
        ?? Path.Join(options.Environment.GetValueOrDefault("XDG_CACHE_HOME") is { Length: > 0 } home ? home
            : Path.Join(options.Environment.GetValueOrDefault("HOME") ?? Path.GetTempPath(), ".cache"), "gaia");
}
