using System.Collections.Concurrent;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Gaia.Stacks.Nodes;

namespace Gaia.Stacks.Files;

/// <summary>
/// Files of other places, fetched once per run: http(s) by a plain GET, git by a shallow clone. Each is kept under the
/// hash of its content, so that two addresses with one content share a file.
/// </summary>
internal sealed class RemoteFiles(RepositoryOptions options)
{
    private const long Largest = 16 * 1024 * 1024;

    private static readonly HttpClient Client = new() { Timeout = TimeSpan.FromSeconds(60), MaxResponseContentBufferSize = Largest };

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
        try
        {
            return RemoteAddress.Parse(address) is { IsGit: true } git ? Keep(Git(git, mark), address) : Keep(Http(address), address);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or TaskCanceledException or UriFormatException)
        {
            throw new StacksInvalidException("remote.failed", $"cannot fetch '{address}': {fault.Message}", mark, null, fault);
        }
    }

    private static byte[] Http(string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        using var response = Client.Send(request, HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode();
        using var body = response.Content.ReadAsStream();
        using var copy = new MemoryStream();
        var buffer = new byte[81920];
        for (int read; (read = body.Read(buffer)) > 0;)
        {
            copy.Write(buffer, 0, read);
            if (copy.Length > Largest) throw new IOException($"it has more than {Largest:N0} bytes");
        }

        return copy.ToArray();
    }

    private byte[] Git(RemoteAddress git, SourceMark mark)
    {
        if (git.Path.Length == 0)
            throw new StacksInvalidException("remote.no-path", $"'{git.Repository}' names no file; add it after a double slash: //stacks/defaults.yaml", mark);
        var clone = Path.Join(Folder(), "clone-" + Guid.NewGuid().ToString("n"));
        try
        {
            Run(["clone", "--quiet", "--depth", "1", .. git.Reference is { } reference ? (string[])["--branch", reference] : [], "--", git.Repository, clone]);
            var file = Path.GetFullPath(git.Path, clone);
            return file.StartsWith(clone + "/", StringComparison.Ordinal) && File.Exists(file)
                ? File.ReadAllBytes(file)
                : throw new IOException($"the repository has no file '{git.Path}'");
        }
        finally
        {
            if (Directory.Exists(clone)) Directory.Delete(clone, recursive: true);
        }
    }

    private static void Run(IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo("git", arguments) { RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["GIT_TERMINAL_PROMPT"] = "0";
        using var process = Process.Start(start) ?? throw new IOException("git does not start");
        var error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(TimeSpan.FromMinutes(2)))
        {
            process.Kill(entireProcessTree: true);
            throw new IOException("git took longer than two minutes");
        }

        if (process.ExitCode != 0) throw new IOException($"git: {error.GetAwaiter().GetResult().Trim()}");
    }

    private string Keep(byte[] content, string address)
    {
        var name = Path.GetFileName(address.Split('?')[0]);
        var extension = Paths.IsManifest(name) ? "" : ".yaml";
        var path = Path.Join(Folder(), $"{Convert.ToHexStringLower(SHA256.HashData(content))[..32]}-{name}{extension}");
        if (File.Exists(path)) return path;
        var writing = path + "." + Guid.NewGuid().ToString("n");
        File.WriteAllBytes(writing, content);
        File.Move(writing, path, overwrite: true);
        return path;
    }

    private string Folder()
    {
        var cache = options.CacheDirectory
            ?? Path.Join(options.Environment.GetValueOrDefault("XDG_CACHE_HOME") is { Length: > 0 } home ? home
                : Path.Join(options.Environment.GetValueOrDefault("HOME") ?? Path.GetTempPath(), ".cache"), "gaia");
        return Directory.CreateDirectory(Path.Join(cache, "remote")).FullName;
    }
}
