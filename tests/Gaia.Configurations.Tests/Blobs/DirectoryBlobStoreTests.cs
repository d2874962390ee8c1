using Gaia.Configurations.Blobs;
using Gaia.TestProcesses;
using Microsoft.Extensions.Options;

namespace Gaia.Configurations.Tests.Blobs;

public sealed class DirectoryBlobStoreTests : BlobStoreConformance, IDisposable
{
    private readonly TestFolder folder = TestFolder.Create("blobs");
    private readonly DirectoryBlobStore blobs;

    public DirectoryBlobStoreTests() => blobs = new(Options.Create(new ConfigurationsOptions { DataDirectory = folder.Path }), Time);

    private protected override IBlobStore Blobs => blobs;

    private string Root => Path.Combine(folder.Path, "blobs");

    [Fact]
    public async Task Nobody_else_reads_a_blob()
    {
        await WriteAsync("a/b", "x");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(Root, "a/b")));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.Combine(Root, "a")));
    }

    public void Dispose() => folder.Dispose();

    private protected override Task<int> UnfinishedAsync() =>
        Task.FromResult(Directory.Exists(Root) ? Directory.GetFiles(Root, "*.tmp", SearchOption.AllDirectories).Length : 0);

    private protected override async Task LeaveUnfinishedAsync(string key)
    {
        var file = Path.Combine(Root, $"{key}.{Guid.NewGuid():N}.tmp");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, "half", Stop);
        File.SetLastWriteTimeUtc(file, Time.GetUtcNow().UtcDateTime);
    }
}
