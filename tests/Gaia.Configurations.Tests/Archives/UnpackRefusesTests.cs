using System.IO.Compression;
using System.Text;
using Gaia.Configurations.Archives;

namespace Gaia.Configurations.Tests.Archives;

public sealed class UnpackRefusesTests : IDisposable
{
    private static readonly ArchiveLimits Small = new() { PackedBytes = 1 << 20, UnpackedBytes = 32 << 20, Entries = 10 };

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("../evil.tf")]
    [InlineData("a/../../evil.tf")]
    [InlineData("a/..")]
    [InlineData("/etc/passwd")]
    [InlineData("a\\..\\evil.tf")]
    [InlineData("C:/evil.tf")]
    [InlineData("a\nb")]
    [InlineData("\u001b[2J")]
    public void Unsafe_paths(string path) => Refuses("configuration.unsafe-path", TarBuilder.New.File(path, "x").GZip());

    [Fact]
    public void Unsafe_paths_in_pax_headers() =>
        Refuses("configuration.unsafe-path", TarBuilder.New.Pax("path", "../../evil.tf").File("innocent.tf", "x").GZip());

    [Fact]
    public void Unsafe_paths_in_gnu_long_names() =>
        Refuses("configuration.unsafe-path", TarBuilder.New.File("././@LongLink", "../evil\0", 'L').File("innocent.tf", "x").GZip());

    [Theory]
    [InlineData('1')]
    [InlineData('2')]
    public void Links(char type) => Refuses("configuration.link", TarBuilder.New.File("link", type: type).GZip());

    [Theory]
    [InlineData('3')]
    [InlineData('4')]
    [InlineData('6')]
    [InlineData('S')]
    public void Devices_pipes_and_sparse_files(char type) =>
        Refuses("configuration.unsupported-entry", TarBuilder.New.File("device", type: type).GZip());

    [Fact]
    public void The_same_name_twice() => Refuses("configuration.duplicate-name", TarBuilder.New.File("a", "1").File("./a", "2").GZip());

    [Fact]
    public void A_file_that_is_also_a_folder() => Refuses("configuration.duplicate-name", TarBuilder.New.File("a", "1").File("a/b", "2").GZip());

    [Fact]
    public void A_folder_that_is_also_a_file() => Refuses("configuration.duplicate-name", TarBuilder.New.File("a/b", "2").File("a", "1").GZip());

    [Fact]
    public void More_files_than_allowed() => Refuses("configuration.too-many-files",
        Enumerable.Range(0, 11).Aggregate(TarBuilder.New, (tar, i) => tar.File($"f{i}")).GZip());

    [Fact]
    public void Folders_count_too() => Refuses("configuration.too-many-files", TarBuilder.New.File("a/b/c/d/e/f/g/h/i/j/k").GZip());

    [Fact]
    public void A_file_that_claims_more_than_allowed() =>
        Refuses("configuration.too-large", TarBuilder.New.File("a", "x", claimedSize: 8L << 30).GZip());

    [Fact]
    public void Files_that_together_hold_more_than_allowed() => Refuses("configuration.too-large",
        TarBuilder.New.Zeros("a", 20 << 20).Zeros("b", 20 << 20).GZip(), Small with { Ratio = 2000 });

    [Fact]
    public void An_archive_larger_than_allowed()
    {
        var noise = new char[3 << 20];
        for (var (i, x) = (0, 1u); i < noise.Length; i++) noise[i] = (char)(33 + (x = x * 1664525 + 1013904223) % 90);
        Refuses("configuration.too-large", TarBuilder.New.File("a", new string(noise)).GZip());
    }

    [Fact]
    public void A_bomb() => Refuses("configuration.compression-bomb", TarBuilder.New.Zeros("a", 20 << 20).GZip(CompressionLevel.SmallestSize));

    [Fact]
    public void A_bomb_behind_the_end() =>
        Refuses("configuration.compression-bomb", TarBuilder.New.End().Zeros("a", 20 << 20).GZip(CompressionLevel.SmallestSize));

    [Fact]
    public void Metadata_of_gigabytes_before_reading_it() =>
        Refuses("configuration.damaged", TarBuilder.New.File("pax", "", 'x', claimedSize: 2L << 30).GZip());

    [Fact]
    public void What_is_not_gzip() => Refuses("configuration.damaged", new MemoryStream(Encoding.UTF8.GetBytes("{\"component\":\"hello\"}")));

    [Fact]
    public void What_is_empty() => Refuses("configuration.damaged", new MemoryStream());

    [Fact]
    public void What_was_cut()
    {
        using var whole = new MemoryStream();
        TarBuilder.New.File("a", string.Concat(Enumerable.Range(0, 5000))).GZip().CopyTo(whole);
        Refuses("configuration.damaged", new MemoryStream(whole.ToArray()[..(int)(whole.Length / 2)]));
    }

    [Fact]
    public void A_folder_that_is_not_empty()
    {
        folder.With("there");
        Assert.Throws<IOException>(() => ConfigurationArchive.Unpack(TarBuilder.New.File("a").GZip(), folder.Path));
        Assert.Equal(["there"], folder.Files);
    }

    private void Refuses(string code, Stream archive, ArchiveLimits? limits = null)
    {
        var target = folder["target"];
        var refusal = Assert.Throws<ArchiveException>(() => ConfigurationArchive.Unpack(archive, target, limits ?? Small));
        Assert.Equal(code, refusal.Code);
        Assert.Empty(folder.Files);
        Assert.False(Directory.Exists(target));
        archive.Position = 0;
        Assert.Equal(code, Assert.Throws<ArchiveException>(() => ConfigurationArchive.Inspect(archive, limits ?? Small)).Code);
    }
}
