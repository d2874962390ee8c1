using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;
using Gaia.Documents;
using Gaia.Stacks;

namespace Gaia.Vendoring.Tests;

/// <summary>Against real git repositories, archives and folders below a temporary folder.</summary>
[Trait("category", "outside")]
public sealed class VendorTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("vendor-test-").FullName;

    private VendorOptions Options => new() { BasePath = Path.Join(root, "repo"), CacheDirectory = Path.Join(root, "cache") };

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public void PullsAGitReferenceWithGlobsAndTemplates()
    {
        Upstream("v1", "v2");
        Write("repo/vendor.yaml", $$$"""
            spec:
              imports: ["more"]
              sources:
                - component: vpc
                  source: "git::file://{{{root}}}/upstream//modules/vpc?ref={{.Version}}"
                  version: v1
                  targets: ["components/terraform/{{.Component}}/{{.Version}}", "components/terraform/vpc"]
                  included_paths: ["**/*.tf", "**/*.md"]
                  excluded_paths: ["**/skip.tf"]
                  tags: [networking]
            """);
        Write("repo/more.yaml", "spec:\n  sources:\n    - {component: local, source: ../local, targets: [components/terraform/local]}\n");
        Write("local/main.tf", "# local");
        var results = Pull(Options);
        Assert.Equal(["local", "git"], results.Select(result => result.Kind));
        Assert.Equal("# v1", Read("repo/components/terraform/vpc/v1/main.tf"));
        Assert.True(File.Exists(Path.Join(root, "repo/components/terraform/vpc/sub/deep.tf")));
        Assert.False(File.Exists(Path.Join(root, "repo/components/terraform/vpc/skip.tf")));
        Assert.False(File.Exists(Path.Join(root, "repo/components/terraform/vpc/data.json")));
        Assert.Equal("# local", Read("repo/components/terraform/local/main.tf"));
        Assert.Single(Pull(Options with { Tags = ["networking"] }));
        Assert.Equal("vendor.no-tags", Assert.Throws<StacksNotFoundException>(() => Pull(Options with { Tags = ["nope"] })).Code);
    }

    [Fact]
    public void SecondPullNeedsNoSecondFetch()
    {
        Upstream("v1");
        Write("repo/vendor.yaml", $"spec:\n  sources:\n    - {{component: vpc, source: 'git::file://{root}/upstream?ref=v1', targets: [out]}}\n");
        Pull(Options);
        var kept = Assert.Single(Directory.GetDirectories(Path.Join(root, "cache", "git")));
        var commit = Assert.Single(Directory.GetDirectories(kept));
        File.WriteAllText(Path.Join(commit, "modules/vpc/main.tf"), "# from the cache");
        Pull(Options);
        Assert.Equal("# from the cache", Read("repo/out/modules/vpc/main.tf"));
    }

    [Fact]
    public void ReadsComponentManifestsWithMixins()
    {
        Upstream("v1");
        Write("repo/components/terraform/vpc/component.yaml", $$$"""
            spec:
              source: { uri: "git::file://{{{root}}}/upstream//modules/vpc?ref={{.Version}}", version: v1 }
              mixins:
                - { uri: ../../../mixins/context.tf, filename: context.tf }
            """);
        Write("repo/mixins/context.tf", "# mixin");
        Pull(Options with { Component = "vpc" });
        Assert.Equal("# v1", Read("repo/components/terraform/vpc/main.tf"));
        Assert.Equal("# mixin", Read("repo/components/terraform/vpc/context.tf"));
        var missing = Assert.Throws<StacksNotFoundException>(() => Pull(Options with { Component = "nope" }));
        Assert.Equal("vendor.no-component", missing.Code);
    }

    [Fact]
    public void DiffShowsWhatAPullWouldChange()
    {
        Upstream("v1", "v2");
        string Manifest(string version) => $"spec:\n  sources:\n    - {{component: vpc, source: 'git::file://{root}/upstream//modules/vpc?ref={version}', targets: [out], included_paths: ['**/*.tf']}}\n";
        Write("repo/vendor.yaml", Manifest("v1"));
        Pull(Options);
        Assert.Empty(VendorDiff.Run(Options, TestContext.Current.CancellationToken));
        Write("repo/out/own.tf", "# own");
        Write("repo/vendor.yaml", Manifest("v2"));
        var changes = VendorDiff.Run(Options, TestContext.Current.CancellationToken);
        Assert.Equal([("changed", "out/main.tf"), ("removed", "out/own.tf")], changes.Select(change => (change.Change, change.Path)));
        Assert.Equal("--- a/out/main.tf\n+++ b/out/main.tf\n@@ -1,1 +1,1 @@\n-# v1\n+# v2\n", changes[0].Lines);
    }

    [Fact]
    public void DryRunWritesNothing()
    {
        Write("local/main.tf", "# local");
        Write("repo/vendor.yaml", "spec:\n  sources:\n    - {component: x, source: ../local, targets: [out]}\n");
        Assert.Equal(["out/main.tf"], VendorPull.Run(Options, dryRun: true, cancellation: TestContext.Current.CancellationToken)[0].Files);
        Assert.False(Directory.Exists(Path.Join(root, "repo/out")));
    }

    [Theory]
    [InlineData("- {component: x, source: ../local, targets: [../outside]}", "lies outside of the repository")]
    [InlineData("- {component: x, source: ../nope, targets: [out]}", "there is no such file or folder")]
    [InlineData("- {component: x, source: ../local, targets: []}", "a source needs 'targets'")]
    [InlineData("- {component: x, targets: [a]}", "a source needs 'source'")]
    [InlineData("- {component: x, source: ../local, version: 1.10, targets: [a]}", "in quotes")]
    [InlineData("- {component: x, source: '../local/{{.Nope}}', targets: [a]}", "map has no entry for key \"Nope\"")]
    [InlineData("- {component: x, source: 'git::file:///nowhere?ref=v1', targets: [a]}", "git ended with exit code")]
    [InlineData("- {component: x, source: 'git::file:///nowhere?ref=--upload-pack=x', targets: [a]}", "must not start with a dash")]
    [InlineData("- {component: x, source: ../local, targets: [a]}\n    - {component: x, source: ../local, targets: [b]}", "is vendored twice")]
    public void Refuses(string source, string reason)
    {
        Write("local/main.tf", "# local");
        Write("repo/vendor.yaml", $"spec:\n  sources:\n    {source}\n");
        Assert.Contains(reason, Assert.ThrowsAny<DocumentException>(() => Pull(Options)).Message);
    }

    [Theory]
    [InlineData("../evil")]
    [InlineData("/etc/evil")]
    [InlineData("a/../../evil")]
    public void UnpackRefusesNamesThatLeaveTheFolder(string name)
    {
        var archive = Archive(writer => writer.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream("x"u8.ToArray()) }));
        var fault = Assert.Throws<StacksInvalidException>(() => VendorArchive.Unpack(archive, Path.Join(root, "out"), VendorLimits.Default, Any, TestContext.Current.CancellationToken));
        Assert.Contains("stay below the root", fault.Message);
    }

    [Fact]
    public void UnpackLeavesLinksOutAndCountsBytes()
    {
        var archive = Archive(writer =>
        {
            writer.WriteEntry(new PaxTarEntry(TarEntryType.SymbolicLink, "link") { LinkName = "/etc/passwd" });
            writer.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "file") { DataStream = new MemoryStream(new byte[1000]) });
        });
        VendorArchive.Unpack(archive, Path.Join(root, "out"), VendorLimits.Default, Any, TestContext.Current.CancellationToken);
        Assert.Equal(["file"], VendorFiles.List(Path.Join(root, "out")));
        var fault = Assert.Throws<StacksInvalidException>(() => VendorArchive.Unpack(archive, Path.Join(root, "out2"), new VendorLimits { Bytes = 999 }, Any, TestContext.Current.CancellationToken));
        Assert.Contains("more than 999 bytes", fault.Message);
    }

    [Fact]
    public void UnpackTakesTheLastOfEqualNames()
    {
        var archive = Archive(writer =>
        {
            writer.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "file") { DataStream = new MemoryStream("a longer one"u8.ToArray()) });
            writer.WriteEntry(new PaxTarEntry(TarEntryType.HardLink, "hard") { LinkName = "file" });
            writer.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "file") { DataStream = new MemoryStream("last"u8.ToArray()) });
        });
        VendorArchive.Unpack(archive, Path.Join(root, "out"), VendorLimits.Default, Any, TestContext.Current.CancellationToken);
        Assert.Equal("last", File.ReadAllText(Path.Join(root, "out/file")));
        Assert.Equal(["file"], VendorFiles.List(Path.Join(root, "out")));
    }

    [Theory]
    [InlineData("../evil", "stay below the root")]
    [InlineData("/etc/evil", "stay below the root")]
    [InlineData("a", null)]
    public void ZipsAreHeldToTheSameRules(string name, string? reason)
    {
        var archive = Path.Join(root, "x.zip");
        using (var zip = ZipFile.Open(archive, ZipArchiveMode.Create))
        {
            using (var file = zip.CreateEntry(name).Open()) file.Write("x"u8);
            var link = zip.CreateEntry("link");
            link.ExternalAttributes = 0xA1FF << 16;
        }
        void Unpack() => VendorArchive.Unpack(archive, Path.Join(root, "out"), VendorLimits.Default, Any, TestContext.Current.CancellationToken);
        if (reason is not null) Assert.Contains(reason, Assert.Throws<StacksInvalidException>(Unpack).Message);
        else Unpack();
        Assert.Equal(reason is null ? ["a"] : [], VendorFiles.List(Path.Join(root, "out")));
    }

    [Fact]
    public void ADamagedArchiveSaysSo()
    {
        var archive = Path.Join(root, "x.tar.gz");
        File.WriteAllText(archive, "this is not an archive");
        Assert.Contains("is damaged", Assert.Throws<StacksInvalidException>(() =>
            VendorArchive.Unpack(archive, Path.Join(root, "out"), VendorLimits.Default, Any, TestContext.Current.CancellationToken)).Message);
    }

    [Fact]
    public void TargetsBelowLinksAreRefused()
    {
        Write("local/main.tf", "# local");
        Write("repo/vendor.yaml", "spec:\n  sources:\n    - {component: x, source: ../local, targets: [link/out]}\n");
        Directory.CreateSymbolicLink(Path.Join(root, "repo/link"), Path.Join(root, "local"));
        Assert.Contains("is a link", Assert.Throws<StacksInvalidException>(() => Pull(Options)).Message);
    }

    private static VendorSource Any { get; } = new(null, "x", null, [], [], [], [], "/", null, default);

    private static IReadOnlyList<VendoredSource> Pull(VendorOptions options) => VendorPull.Run(options, cancellation: TestContext.Current.CancellationToken);

    private string Archive(Action<TarWriter> fill)
    {
        var path = Path.Join(root, "x.tar.gz");
        using var stream = new GZipStream(File.Create(path), CompressionLevel.Fastest);
        using var writer = new TarWriter(stream);
        fill(writer);
        return path;
    }

    private void Upstream(params string[] tags)
    {
        var folder = Directory.CreateDirectory(Path.Join(root, "upstream")).FullName;
        Git(folder, "init", "--quiet");
        foreach (var tag in tags)
        {
            Write("upstream/modules/vpc/main.tf", $"# {tag}");
            Write("upstream/modules/vpc/sub/deep.tf", "# deep");
            Write("upstream/modules/vpc/skip.tf", "# skip");
            Write("upstream/modules/vpc/data.json", "{}");
            Git(folder, "add", "-A");
            Git(folder, "-c", "user.name=t", "-c", "user.email=t@t", "commit", "--quiet", "-m", tag);
            Git(folder, "-c", "user.name=t", "-c", "user.email=t@t", "tag", "-a", "-m", tag, tag);
        }
    }

    private static void Git(string folder, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("git", arguments) { WorkingDirectory = folder })!;
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }

    private void Write(string path, string text)
    {
        var full = Path.Join(root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }

    private string Read(string path) => File.ReadAllText(Path.Join(root, path));
}
