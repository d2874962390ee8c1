using System.Security.Cryptography;
using Gaia.Documents;
using Gaia.Documents.Nodes;
using Gaia.Stacks;
using Gaia.Stacks.Files;

namespace Gaia.Vendoring;

/// <summary>
/// A file that a manifest imports or includes from another place, fetched in the same ways as vendored sources. It is kept
/// under the hash of its content, so that two addresses with one content share a file.
/// </summary>
public static class RemoteFile
{
    private const long Largest = 16 * 1024 * 1024;

    /// <summary>What <see cref="RepositoryOptions.Fetch"/> wants.</summary>
    /// <exception cref="StacksInvalidException">`remote.no-path`: the address names no file. `remote.failed`: it cannot be had.</exception>
    public static string Fetch(string address, SourceMark mark, RepositoryOptions options)
    {
        var parsed = VendorAddress.Parse(address);
        if (parsed.Kind == "git" && parsed.Folder.Length == 0)
            throw new StacksInvalidException("remote.no-path", $"'{parsed.Location}' names no file; add it after a double slash: //stacks/defaults.yaml", mark);
        try
        {
            return Keep(Read(address, parsed, mark, options), address, options);
        }
        catch (Exception fault) when (fault is DocumentException or IOException or UriFormatException)
        {
            throw new StacksInvalidException("remote.failed",
                fault is DocumentException ? fault.Message : $"cannot fetch '{address}': {fault.Message}", mark, null, fault);
        }
    }

    private static byte[] Read(string address, VendorAddress parsed, SourceMark mark, RepositoryOptions options)
    {
        if (options.Root.IsConfined && !IsElsewhere(parsed))
            throw new StacksInvalidException(RepositoryRoot.Outside, $"'{address}' names a place of this machine, which lies outside of the configuration's root", mark);
        using var session = new FetchSession(new VendorOptions
        {
            BasePath = options.WorkingDirectory,
            CacheDirectory = Cache(options),
            Limits = new VendorLimits { Timeout = TimeSpan.FromMinutes(2), Bytes = parsed.IsArchive ? VendorLimits.Default.Bytes : Largest },
            Environment = options.Environment.ContainsKey("PATH") ? options.Environment : null,
        });
        var source = new VendorSource(null, address, null, [], [], [], [], options.WorkingDirectory, null, mark);
        var path = session.Fetch(source, out _, default);
        if (!File.Exists(path)) throw VendorErrors.Fetch(source, "it is a folder, not a file");
        if (new FileInfo(path).Length > Largest) throw VendorErrors.Fetch(source, $"it has more than {Largest:N0} bytes");
        return RegularFile.ReadBytes(path);
    }

    // github.com/..., https://..., ssh://..., git@host:...; git and go-getter take a path and file:// for this machine.
    private static bool IsElsewhere(VendorAddress address) => address.Kind is "http" or "oci"
        || (address.Kind == "git" && (Array.Exists(["https://", "http://", "ssh://", "git://"], scheme => address.Location.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
            || address.Location.StartsWith("git@", StringComparison.Ordinal)));

    private static string Keep(byte[] content, string address, RepositoryOptions options)
    {
        var name = Path.GetFileName(address.Split('?')[0]);
        var extension = Paths.IsManifest(name) ? "" : ".yaml";
        var folder = Directory.CreateDirectory(Path.Join(Cache(options), "remote")).FullName;
        var path = Path.Join(folder, $"{Convert.ToHexStringLower(SHA256.HashData(content))[..32]}-{name}{extension}");
        if (File.Exists(path)) return path;
        var writing = path + "." + Guid.NewGuid().ToString("n");
        RegularFile.Write(writing, content);
        File.Move(writing, path, overwrite: true);
        return path;
    }

    private static string Cache(RepositoryOptions options) => options.CacheDirectory
        ?? Path.Join(options.Environment.GetValueOrDefault("XDG_CACHE_HOME") is { Length: > 0 } home ? home
            : Path.Join(options.Environment.GetValueOrDefault("HOME") ?? Path.GetTempPath(), ".cache"), "gaia");
}
