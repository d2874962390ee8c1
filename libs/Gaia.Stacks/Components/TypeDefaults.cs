using Gaia.Documents.Nodes;
using Gaia.Stacks.Configuration;
using Gaia.Stacks.Merging;

namespace Gaia.Stacks.Components;

/// <summary>What a stack says for every component of one type: its global sections with the type's on top.</summary>
internal sealed class TypeDefaults
{
    private readonly Dictionary<string, MapNode> sections = [];
    private readonly MapNode type;
    private readonly string stackFile;

    public TypeDefaults(MapNode manifest, string typeName, AtmosConfiguration configuration, string stackFile)
    {
        this.stackFile = stackFile;
        var lists = ListStrategies.Parse(configuration.ListMergeStrategy);
        type = Section(manifest, typeName);
        foreach (var name in Inherited)
        {
            var below = name == "env" ? configuration.Env : MapNode.Empty;
            sections[name] = DeepMerge.Merge(lists, below, Section(manifest, name), Section(type, name));
        }

        foreach (var name in (string[])["providers", "backend", "remote_state_backend"]) sections[name] = Section(type, name);
    }

    public SharedMerges Merges { get; } = new();

    private static string[] Inherited { get; } = ["vars", "settings", "env", "auth", "hooks", "generate", "dependencies"];

    public MapNode this[string section] => sections.GetValueOrDefault(section, MapNode.Empty);

    public string? Text(string key) => type[key] switch
    {
        null or NullNode => null,
        StringNode text => text.Value,
        var other => throw Wrong($"'{key}' must be text, not {other.KindWords}", other),
    };

    private MapNode Section(MapNode map, string key)
    {
        var node = map[key];
        return node.IsMap(out var section) ? section : throw node.NotAMap("manifest.type", $"'{key}'", stackFile);
    }

    private StacksInvalidException Wrong(string message, Node node) =>
        new("manifest.type", $"{message} (stack manifest '{stackFile}')", node.Mark);
}
