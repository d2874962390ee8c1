using System.Runtime.InteropServices;
using Microsoft.Extensions.Options;

namespace Gaia.Configurations.Blobs;

/// <summary>
/// Blobs as files below <c>&lt;data&gt;/blobs</c>. A write goes to a temporary file that is synced and then renamed, and the
/// folder is synced after that: a reader sees the old blob or the new one, and so does one after a power cut.
/// </summary>
internal sealed partial class DirectoryBlobStore(IOptions<ConfigurationsOptions> options, TimeProvider time) : IBlobStore
{
    /// <summary>A write that lives touches its file more often.</summary>
    internal static readonly TimeSpan Rest = TimeSpan.FromHours(1);

    private readonly string root = options.Value.DataPath("blobs");

    public Task WriteAsync(string key, Stream content, CancellationToken cancellationToken) => PlaceAsync(key, content, overwrite: true, cancellationToken);

    public async Task<bool> CreateAsync(string key, byte[] content, CancellationToken cancellationToken)
    {
        try
        {
            await PlaceAsync(key, new MemoryStream(content), overwrite: false, cancellationToken);
            return true;
        }
        catch (IOException) when (File.Exists(PathOf(key)))
        {
            return false;
        }
    }

    public Task<Stream?> OpenReadAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            return Task.FromResult<Stream?>(new FileStream(PathOf(key), new FileStreamOptions
            {
                Mode = FileMode.Open, Access = FileAccess.Read, Share = FileShare.ReadWrite | FileShare.Delete,
                Options = FileOptions.Asynchronous | FileOptions.SequentialScan,
            }));
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return Task.FromResult<Stream?>(null);
        }
    }

    public Task DeleteAsync(string key, CancellationToken cancellationToken)
    {
        var path = PathOf(key);
        if (File.Exists(path)) File.Delete(path);
        return Task.CompletedTask;
    }

    public Task CheckAsync(CancellationToken cancellationToken)
    {
        PrivateFolder.Create(root);
        return Task.CompletedTask;
    }

    public Task RemoveUnfinishedAsync(CancellationToken cancellationToken)
    {
        if (!Directory.Exists(root)) return Task.CompletedTask;
        foreach (var file in Directory.EnumerateFiles(root, "*.tmp", SearchOption.AllDirectories))
            if (time.GetUtcNow().UtcDateTime - File.GetLastWriteTimeUtc(file) > Rest) File.Delete(file);
        return Task.CompletedTask;
    }

    private async Task PlaceAsync(string key, Stream content, bool overwrite, CancellationToken cancellationToken)
    {
        var path = PathOf(key);
        var folder = Path.GetDirectoryName(path)!;
        PrivateFolder.Create(folder);
        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            await using (var file = PrivateFolder.NewFile(temporary))
            {
                await content.CopyToAsync(file, cancellationToken);
                await file.FlushAsync(cancellationToken);
                RandomAccess.FlushToDisk(file.SafeFileHandle);
            }
            if (overwrite) File.Move(temporary, path, overwrite);
            else NewName.Give(temporary, path);
            SyncFolder(folder);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private string PathOf(string key) => Path.Combine(root, BlobKeys.Demand(key));

    private static void SyncFolder(string folder)
    {
        // .NET opens no folders; the rename itself is only durable once the folder is.
        if (!OperatingSystem.IsLinux()) return;
        var descriptor = open(folder, 0);
        if (descriptor < 0) return;
        fsync(descriptor);
        close(descriptor);
    }

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int open(string path, int flags);

    [LibraryImport("libc")]
    private static partial int fsync(int descriptor);

    [LibraryImport("libc")]
    private static partial int close(int descriptor);
}
