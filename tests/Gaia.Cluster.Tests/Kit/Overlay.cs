using System.Text.Json.Nodes;
using Gaia.Documents.Nodes;
using Gaia.Documents.Writing;
using Gaia.Documents.Yaml;

namespace Gaia.Cluster.Tests.Kit;

/// <summary>
/// Gaia's own overlay for this cluster: the AppHost writes its manifest, and `gaia manifest generate` makes kustomize of it with deploy/settings.yaml and
/// the environment `cluster` of cluster-environment.yaml.
/// </summary>
internal sealed class Overlay(string folder)
{
    public const string Environment = "cluster";

    private static readonly (string Resource, string Image)[] Images = [("migrations", "gaia-api"), ("api", "gaia-api"), ("worker", "gaia-worker")];

    private string Manifest => Path.Combine(folder, "aspire-manifest.json");

    private string Settings => Path.Combine(folder, "settings.yaml");

    private string Parameters => Path.Combine(folder, "parameters.yaml");

    public string Output => Path.Combine(folder, "out");

    /// <summary>Every secret value by its parameter's name.</summary>
    public IReadOnlyDictionary<string, string> Secrets =>
        ((MapNode)YamlReader.Read(File.ReadAllText(Parameters))).ToDictionary(pair => pair.Key, pair => ((StringNode)pair.Value).Value);

    public static async Task<Overlay> PrepareAsync(string folder, string bootstrapSecret)
    {
        var overlay = new Overlay(folder);
        await Command.RunAsync("dotnet", [SourceTree.Program("Gaia.AppHost", "Gaia.AppHost.dll"), "--publisher", "manifest", "--output-path", overlay.Manifest]);
        await File.WriteAllTextAsync(overlay.Parameters, $"bootstrap: \"{bootstrapSecret}\"\n");
        File.SetUnixFileMode(overlay.Parameters, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return overlay;
    }

    /// <summary>The objects, in the order in which they are to be applied.</summary>
    /// <param name="tag">Of Gaia's images.</param>
    public async Task<IReadOnlyList<JsonObject>> GenerateAsync(string tag)
    {
        await File.WriteAllTextAsync(Settings, WithEnvironment(tag));
        await Command.RunAsync(SourceTree.Gaia,
        [
            "manifest", "generate", "--from", Manifest, "--settings", Settings, "-o", Output, "--parameters", Parameters, "--generate-missing",
        ]);
        return Objects(await Kubectl.RunAsync("kustomize", Path.Combine(Output, "overlays", Environment)));
    }

    /// <summary>What applying what was generated last would change, as JSON.</summary>
    public Task<string> DiffAsync() => Command.RunAsync(SourceTree.Gaia,
        ["manifest", "diff", "--cluster", "--environment", Environment, "--from", Manifest, "--settings", Settings, "--parameters", Parameters, "--format", "json"]);

    public static IReadOnlyList<JsonObject> Objects(string yaml) =>
        [.. YamlReader.ReadAll(yaml).OfType<MapNode>().Select(item => JsonNode.Parse(NodeJson.Write(item))!.AsObject())];

    // YAML takes JSON as it is.
    private static string WithEnvironment(string tag)
    {
        var settings = Read(Path.Combine(SourceTree.Root, "deploy/settings.yaml"));
        var own = Read(Path.Combine(AppContext.BaseDirectory, "cluster-environment.yaml"));
        foreach (var (resource, image) in Images) own["resources"]![resource]!["image"] = $"gaia.test/{image}:{tag}";
        settings["environments"] = new JsonObject { [Environment] = own };
        return settings.ToJsonString();
    }

    private static JsonObject Read(string file) => JsonNode.Parse(NodeJson.Write(YamlReader.Read(File.ReadAllText(file))))!.AsObject();
}
