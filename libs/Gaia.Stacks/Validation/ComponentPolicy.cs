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
    internal const int DefaultTimeout = 20;

    public string? Description { get; init; }

    /// <summary>Where the path is written.</summary>
    public SourceMark Mark { get; init; }

    /// <summary>Seconds that opa may take.</summary>
    public int Timeout { get; init; } = DefaultTimeout;

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

    /// <summary>Those of an instance that are not disabled.</summary>
    /// <exception cref="StacksInvalidException">`validation.invalid`: settings.validation is not such a map of checks.</exception>
    public static IReadOnlyList<ComponentPolicy> Of(ComponentInstance instance) => [.. PolicyEntry.ReadAll(instance.Merged.At("settings", "validation"))];
}
