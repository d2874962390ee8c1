namespace Gaia.Cli.Tests.Manifests;

/// <summary>--registry, --digests and --by-digest: which images are meant, whatever the settings say.</summary>
public sealed class ImageOptionsTests : IDisposable
{
    private const string Digest = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    private readonly SampleRepository sample = new();

    public ImageOptionsTests()
    {
        sample.File("aspire-manifest.json", """{"resources": {"web": {"type": "container.v0", "image": "web:1"}}}""");
        sample.File("deploy/settings.yaml", """
            app: shop
            images: {tag: 1.2.3, registry: old.test, pullPolicy: Always}
            environments: {dev: {}}
            """);
        sample.File("digests.yaml", $"web: {Digest}");
    }

    public void Dispose() => sample.Dispose();

    [Fact]
    public async Task A_registry_stands_in_for_that_of_the_settings_and_the_rest_stays()
    {
        var run = await sample.GaiaAsync("manifest", "show", "web", "-e", "dev", "--registry", "ghcr.io/acme");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("image: ghcr.io/acme/web:1\n", run.Out);
        Assert.Contains("imagePullPolicy: Always", run.Out);
    }

    [Fact]
    public async Task Digests_of_a_file_are_those_of_the_images()
    {
        var run = await sample.GaiaAsync("manifest", "show", "web", "-e", "dev", "--digests", "digests.yaml", "--by-digest");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains($"image: old.test/web:1@{Digest}\n", run.Out);
    }

    [Fact]
    public async Task A_tag_alone_is_refused_by_digest_in_the_environment()
    {
        var run = await sample.GaiaAsync("manifest", "show", "web", "-e", "dev", "--by-digest");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("environment dev: ", run.Error);
        Assert.Contains("has no digest", run.Error);
        Assert.Equal(1, (await sample.GaiaAsync("manifest", "show", "web", "--by-digest")).ExitCode);
    }

    [Theory]
    [InlineData("--registry", "https://ghcr.io", "--registry https://ghcr.io: give a host and a path without a scheme")]
    [InlineData("--registry", "", "give a host and a path without a scheme")]
    [InlineData("--digests", "nothing.yaml", "--digests: file nothing.yaml does not exist")]
    [InlineData("--digests", "deploy/settings.yaml", "app has no digest")]
    public async Task What_names_no_image_is_refused(string option, string value, string said)
    {
        var run = await sample.GaiaAsync("manifest", "generate", "-o", "out", option, value);
        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains(said, run.Error);
        Assert.False(sample.Has("out/.gaia-manifest"));
    }
}
