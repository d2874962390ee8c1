using Gaia.Cli.Hosting;
using Gaia.Documents.Nodes;
using Gaia.Documents.Yaml;
using Gaia.Manifests.Aspire;

namespace Gaia.Cli.Manifests;

/// <summary>Adds a resource to the text of settings, so that comments and order of what is there stay.</summary>
internal static class WorkloadTemplate
{
    private const string Resources = "resources:";

    public static string AddTo(string settings, string name, AspireResource? resource, string file)
    {
        var root = YamlReader.Read(settings, new YamlOptions { File = file }) as MapNode ?? MapNode.Empty;
        if (root.Map("resources")?.Any(entry => string.Equals(entry.Key, name, StringComparison.OrdinalIgnoreCase)) == true)
            throw new CliException($"{file} has the resource {name} already.", ExitCodes.Conflict);
        var lines = settings.TrimEnd('\n').Split('\n').ToList();
        var at = lines.FindIndex(line => line.TrimEnd() == Resources);
        if (at < 0 && root["resources"] is not null)
            throw new CliException($"{file}: `resources` is not written as a block, so that nothing can be added to it.", ExitCodes.Failed, "Write its entries one below the other.");
        if (at < 0) lines.AddRange(["", Resources]);
        lines.InsertRange(at < 0 ? lines.Count : at + 1, [$"  {name}:", .. Entry(resource)]);
        return string.Join('\n', lines) + "\n";
    }

    private static string[] Entry(AspireResource? resource) => resource switch
    {
        null or ProgramResource =>
        [
            "    # replicas: 2",
            "    requests: { cpu: 100m, memory: 128Mi }",
            "    limits: { memory: 512Mi }",
            "    # hosts: [app.example.com]",
            "    # probes: { ready: /health, live: /alive }",
            "    # scaling: { min: 2, max: 10, cpu: 70 }",
        ],
        DaprComponentResource component => [$"    # daprType: {component.ComponentType.Split('.')[0]}.redis"],
        // It does not run in the cluster: where it is, and what others ask of it.
        _ =>
        [
            "    # external: { host: db.example.com, port: 5432, cidrs: [10.0.0.0/16] }",
            "    # external: { connectionString: NAME-OF-A-SECRET }",
            "    # outputs: { name: value }",
        ],
    };
}
