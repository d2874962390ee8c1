using System.IO.Compression;
using Gaia.Configurations.Archives;

namespace Gaia.Security.Tests;

/// <summary>What is packed of a checkout, whose links are its author's.</summary>
public sealed class ArchiveTests
{
    [Theory]
    [InlineData("links/files/canary.yaml")]
    [InlineData("links/absolute/canary.yaml")]
    [InlineData("links/real/middle/canary.yaml")]
    [InlineData("links/absolute")]
    [InlineData("links/chain")]
    [InlineData("links/pipes/canary.yaml")]
    [InlineData("links/devices/canary.yaml")]
    [InlineData("../outside/canary.yaml")]
    public void Links_out_of_a_checkout_are_not_packed(string path)
    {
        using var trap = new Trap();
        var full = trap.At(path);
        foreach (var source in (ArchiveSource[])[new() { Root = trap.Root, Files = [full] }, new() { Root = trap.Root, Files = [], Folders = [full] }])
        {
            using var archive = new MemoryStream();
            try
            {
                ConfigurationArchive.Pack(source, archive, cancellationToken: TestContext.Current.CancellationToken);
            }
            catch (ArchiveException refused)
            {
                Assert.DoesNotContain(trap.Secret, $"{refused}");
                continue;
            }
            Assert.DoesNotContain(trap.Secret, Contents(archive));
        }
    }

    /// <summary>A component's code names folders beside it, which are packed with it.</summary>
    [Theory]
    [InlineData("../../links/absolute")]
    [InlineData("../../links/real/middle")]
    [InlineData("../../../outside")]
    public void Links_that_code_names_are_not_packed(string module)
    {
        using var trap = new Trap();
        trap.Put("components/app/main.tf", $"module \"m\" {{\n  source = \"{module}\"\n}}\n");
        using var archive = new MemoryStream();
        var refused = Assert.Throws<ArchiveException>(() => ConfigurationArchive.Pack(
            new() { Root = trap.Root, Files = [], Folders = [trap.At("components/app")] }, archive, cancellationToken: TestContext.Current.CancellationToken));
        Assert.DoesNotContain(trap.Secret, $"{refused}{Contents(archive)}");
    }

    private static string Contents(MemoryStream archive)
    {
        if (archive.Length == 0) return "";
        archive.Position = 0;
        using var all = new MemoryStream();
        using (var gzip = new GZipStream(archive, CompressionMode.Decompress, leaveOpen: true)) gzip.CopyTo(all);
        return System.Text.Encoding.UTF8.GetString(all.ToArray());
    }
}
