using System.Security.Cryptography;
using Gaia.Configurations.Archives;

namespace Gaia.Configurations.Tests.Archives;

public sealed class UnpackTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Writes_files_folders_and_the_executable_bit()
    {
        var archive = TarBuilder.New.Folder("./").Folder("empty/").File("./main.tf", "a = 1").File("bin/run.sh", "#!/bin/sh", mode: "0000755").GZip();
        var summary = ConfigurationArchive.Unpack(archive, folder["target"]);

        Assert.Equal(["target/bin/run.sh", "target/main.tf"], folder.Files);
        Assert.Equal("a = 1", File.ReadAllText(folder["target/main.tf"]));
        Assert.True(Directory.Exists(folder["target/empty"]));
        Assert.True(File.GetUnixFileMode(folder["target/bin/run.sh"]).HasFlag(UnixFileMode.UserExecute));
        Assert.False(File.GetUnixFileMode(folder["target/main.tf"]).HasFlag(UnixFileMode.UserExecute));
        Assert.Equal((2, 14), (summary.Files, (int)summary.UnpackedBytes));
    }

    [Fact]
    public void Gives_the_digest_of_every_byte_sent()
    {
        var bytes = new MemoryStream();
        TarBuilder.New.File("a", "1").GZip().CopyTo(bytes);
        bytes.Write("trailing"u8); // behind the gzip member: part of what was sent
        bytes.Position = 0;
        var expected = "sha256:" + Convert.ToHexStringLower(SHA256.HashData(bytes.ToArray()));

        var summary = ConfigurationArchive.Inspect(bytes);
        Assert.Equal((expected, bytes.Length), (summary.Digest, summary.PackedBytes));
    }

    [Fact]
    public void Reads_long_names_of_pax_and_gnu()
    {
        var deep = string.Join('/', Enumerable.Repeat("folder-with-a-name", 12));
        var archive = TarBuilder.New
            .Pax("path", $"{deep}/pax.tf").File("short", "p")
            .File("././@LongLink", $"{deep}/gnu.tf\0", 'L').File("short", "g").GZip();
        ConfigurationArchive.Unpack(archive, folder["target"]);

        Assert.Equal("p", File.ReadAllText(folder[$"target/{deep}/pax.tf"]));
        Assert.Equal("g", File.ReadAllText(folder[$"target/{deep}/gnu.tf"]));
    }

    [Fact]
    public void Ignores_the_comment_git_writes() =>
        Assert.Equal(1, ConfigurationArchive.Inspect(TarBuilder.New.File("pax_global_header", "52 comment=0123456789012345678901234567890123456789\n", 'g').File("a").GZip()).Files);

    [Fact]
    public void Stops_when_asked()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.Throws<OperationCanceledException>(() =>
            ConfigurationArchive.Unpack(TarBuilder.New.File("a").GZip(), folder["target"], cancellationToken: cancelled.Token));
        Assert.False(Directory.Exists(folder["target"]));
    }
}
