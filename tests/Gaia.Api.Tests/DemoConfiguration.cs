using System.Formats.Tar;
using System.IO.Compression;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Gaia.Contracts;

namespace Gaia.Api.Tests;

/// <summary>A small configuration of two stacks as anybody could send it: a plain tar, gzip.</summary>
internal sealed record DemoConfiguration(byte[] Archive)
{
    public const string Component = "hello";

    public string Digest => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Archive));

    public static DemoConfiguration Of(string greeting = "hello", params (string Path, string Text)[] more)
    {
        (string, string)[] files =
        [
            ("atmos.yaml", """
                base_path: ./
                components:
                  terraform: { base_path: components/terraform }
                stacks:
                  base_path: stacks
                  included_paths: ["*.yaml"]
                  name_pattern: "{stage}"
                workflows: { base_path: stacks/workflows }
                """),
            ("components/terraform/hello/main.tf", "variable \"greeting\" {}\nresource \"terraform_data\" \"hello\" { input = var.greeting }\n"),
            ("stacks/dev.yaml", Stack("dev", greeting)),
            ("stacks/prod.yaml", Stack("prod", "good day")),
        ];
        return new(Pack([.. files, .. more]));
    }

    public void UnpackTo(string folder)
    {
        using var gzip = new GZipStream(new MemoryStream(Archive), CompressionMode.Decompress);
        TarFile.ExtractToDirectory(gzip, folder, overwriteFiles: false);
    }

    public async Task<string> UploadAsync(HttpClient client)
    {
        using var answer = await PutAsync(client);
        answer.EnsureSuccessStatusCode();
        return Digest;
    }

    public Task<HttpResponseMessage> PutAsync(HttpClient client, string? digest = null) => client.PutAsync(
        Routes.Configuration(digest ?? Digest),
        new ByteArrayContent(Archive) { Headers = { ContentType = new MediaTypeHeaderValue("application/gzip") } },
        TestContext.Current.CancellationToken);

    public static byte[] Pack((string Path, string Text)[] files)
    {
        using var archive = new MemoryStream();
        using (var gzip = new GZipStream(archive, CompressionLevel.Fastest, leaveOpen: true))
        using (var tar = new TarWriter(gzip))
            foreach (var (path, text) in files)
                tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, path) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)) });
        return archive.ToArray();
    }

    private static string Stack(string stage, string greeting) => $$"""
        vars: { stage: {{stage}} }
        components:
          terraform:
            hello:
              vars: { greeting: "{{greeting}}" }
            eks/cluster:
              metadata: { component: hello }
              vars: { greeting: nested }
              settings:
                depends_on:
                  1: { component: hello }
        """;
}
