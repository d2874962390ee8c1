using System.Formats.Tar;
using System.IO.Compression;
using System.Net;
using Gaia.Stacks;

namespace Gaia.Vendoring.Tests;

/// <summary>Files and archives by http, and what a web server may do wrong.</summary>
[Trait("category", "outside")]
public sealed class VendorWebTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("vendor-web-").FullName;
    private readonly LocalWeb web = new(ServeAsync);

    public void Dispose()
    {
        web.Dispose();
        Directory.Delete(root, recursive: true);
    }

    [Theory]
    [InlineData("context.tf", "out", "out/context.tf")]
    [InlineData("context.tf", "out/renamed.tf", "out/renamed.tf")]
    [InlineData("x.tar.gz//pack/sub", "out", "out/main.tf")]
    [InlineData("x.tar.gz?token=1", "out", "out/pack/sub/main.tf")]
    [InlineData("x.zip//sub", "out", "out/main.tf")]
    public void Pulls(string path, string target, string expected)
    {
        var result = Assert.Single(Pull(path, target));
        Assert.Equal([expected], result.Files);
        Assert.Equal("# web", File.ReadAllText(Path.Join(root, "repo", expected)));
    }

    [Theory]
    [InlineData("nope.tf", "the server answered 404")]
    [InlineData("damaged.tar.gz", "is damaged")]
    [InlineData("x.zip//nope", "there is no 'nope' in it")]
    [InlineData("x.zip//sub/../..", "would leave what was fetched")]
    [InlineData("evil.zip", "stay below the root")]
    public void Refuses(string path, string reason) =>
        Assert.Contains(reason, Assert.Throws<StacksInvalidException>(() => Pull(path, "out")).Message);

    private IReadOnlyList<VendoredSource> Pull(string path, string target)
    {
        Directory.CreateDirectory(Path.Join(root, "repo"));
        File.WriteAllText(Path.Join(root, "repo/vendor.yaml"), $"spec:\n  sources:\n    - {{component: x, source: '{web.Address}{path}', targets: ['{target}']}}\n");
        return VendorPull.Run(new VendorOptions { BasePath = Path.Join(root, "repo"), CacheDirectory = Path.Join(root, "cache") }, cancellation: TestContext.Current.CancellationToken);
    }

    private static async Task ServeAsync(HttpListenerContext call)
    {
        var body = call.Request.Url!.AbsolutePath switch
        {
            "/context.tf" => "# web"u8.ToArray(),
            "/x.tar.gz" => Tar("pack/sub/main.tf"),
            "/x.zip" => Zip("sub/main.tf"),
            "/evil.zip" => Zip("../../evil.tf"),
            "/damaged.tar.gz" => [1, 2, 3, 4],
            _ => null,
        };
        call.Response.StatusCode = body is null ? 404 : 200;
        if (body is not null) await call.Response.OutputStream.WriteAsync(body);
    }

    private static byte[] Tar(string name)
    {
        using var bytes = new MemoryStream();
        using (var packed = new GZipStream(bytes, CompressionLevel.Fastest, leaveOpen: true))
        using (var writer = new TarWriter(packed))
            writer.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream("# web"u8.ToArray()) });
        return bytes.ToArray();
    }

    private static byte[] Zip(string name)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        using (var entry = archive.CreateEntry(name).Open())
            entry.Write("# web"u8);
        return bytes.ToArray();
    }
}
