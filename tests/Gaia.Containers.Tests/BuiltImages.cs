using System.Text.Json.Nodes;

namespace Gaia.Containers.Tests;

/// <summary>gaia-api, gaia-worker and gaia-cli as scripts/images.sh builds them, once for all tests of this project.</summary>
public sealed class BuiltImages(ContainerEngine engine) : IAsyncLifetime
{
    private const string Tag = "tests";

    public ContainerEngine Engine => engine;

    public string Output { get; private set; } = "";

    public static string Name(string image) => $"{image}:{Tag}";

    public async ValueTask InitializeAsync()
    {
        if (!Needs.AreContainersWanted) return;
        var options = engine.Variables["GAIA_IMAGES_OPTIONS"]!.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Output = await engine.RunAsync(Path.Combine(SourceTree.Root, "scripts", "images.sh"), ["--tag", Tag, .. options]);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public async Task<JsonNode> InspectAsync(string image) =>
        JsonNode.Parse(await engine.MustAsync("image", "inspect", Name(image)))![0]!;

    /// <summary>A program of the image as the image's user; its output.</summary>
    public Task<string> RunAsync(string image, string program, params string[] arguments) =>
        engine.MustAsync(["run", "--rm", "--entrypoint", program, Name(image), .. arguments]);
}

[CollectionDefinition(Name)]
public sealed class ImagesCollection : ICollectionFixture<BuiltImages>
{
    public const string Name = "images";
}
