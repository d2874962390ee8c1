using Gaia.Documents.Nodes;
using Gaia.Stacks.Components;
using Gaia.Stacks.Configuration;
using Gaia.Stacks.Files;

namespace Gaia.Stacks.Validation;

/// <summary>One entry of settings.validation.</summary>
/// <param name="Type">jsonschema or opa.</param>
/// <param name="Path">Relative to the folder that atmos.yaml names for its type.</param>
public sealed record ComponentPolicy(string Name, string Type, string Path, IReadOnlyList<string> ModulePaths)
{
    public string? Description { get; init; }

    /// <summary>Where the path is written.</summary>
    public SourceMark Mark { get; init; }

    /// <summary>Seconds that opa may take.</summary>
    public int Timeout { get; init; } = 20;

    /// <summary>Files and folders that the policies of an instance are made of, as far as they are there; absolute.</summary>
    public static IReadOnlyList<string> Places(AtmosConfiguration configuration, ComponentInstance instance) =>
        [.. Of(instance).SelectMany(policy => policy.ModulePaths.Prepend(policy.Path).Select(path => policy.Locate(configuration, path))).Where(path => IsThere(configuration.Root, path))];

    /// <summary>Absolute path of its file or of one of its modules, whether it is there or not.</summary>
    public string Locate(AtmosConfiguration configuration, string path)
    {
        // schemas: {jsonschema: {base_path: stacks/schemas/jsonschema}, opa: {base_path: stacks/schemas/opa}}
        var folder = configuration.Raw.At("schemas", Type, "base_path")?.ToString() ?? "";
        var full = Paths.Join(Paths.Join(configuration.BasePath, folder), path);
        var other = Paths.Join(configuration.BasePath, path);
        return configuration.Root.At(Mark, () => IsThere(configuration.Root, full) || !IsThere(configuration.Root, other)) ? full : other;
    }

    private static bool IsThere(RepositoryRoot root, string path) => root.FileExists(path) || root.FolderExists(path);

    // settings: {validation: {check-infra: {schema_type: opa, schema_path: vpc/validate.rego, module_paths: [catalog], disabled: false, timeout: 10}}}
    public static IReadOnlyList<ComponentPolicy> Of(ComponentInstance instance) =>
        instance.Merged.At("settings", "validation") is MapNode entries
            ? [.. entries.Where(entry => entry.Value is MapNode map && map.Flag("disabled") != true).Select(entry => Read(entry.Key, (MapNode)entry.Value))]
            : [];

    private static ComponentPolicy Read(string name, MapNode map) =>
        new(name, map.Text("schema_type") ?? "jsonschema", map.Text("schema_path") ?? "",
            map["module_paths"] is ListNode list ? [.. list.Select(item => item.ToString() ?? "")] : [])
        {
            Description = map.Text("description"),
            Mark = map["schema_path"]?.Mark ?? map.Mark,
            Timeout = map["timeout"] is IntNode { Value: > 0 } seconds ? (int)seconds.Value : 20,
        };
}
