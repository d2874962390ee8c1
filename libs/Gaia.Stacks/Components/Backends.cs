using Gaia.Documents.Nodes;
using Gaia.Stacks.Merging;

namespace Gaia.Stacks.Components;

/// <summary>Where a component keeps its state: type, settings and the keys Atmos makes up. Nothing here may move a state.</summary>
internal static class Backends
{
    /// <param name="owner">What prefixes are made from: metadata.name, else the explicit component folder, else the name.</param>
    public static (string Type, MapNode Backend) Backend(SectionMerge merge, TypeDefaults defaults, string component, string owner, string separator)
    {
        var type = merge.Text("backend_type") ?? "";
        var sections = merge.Own("backend", defaults["backend"]);
        var backend = Of(sections, type, component);
        var prefix = owner.Replace("/", separator);
        backend = type switch
        {
            "s3" when backend.Text("workspace_key_prefix") is null or "" => backend.With("workspace_key_prefix", new StringNode(prefix)),
            "gcs" when backend.Text("prefix") is null or "" => backend.With("prefix", new StringNode(prefix)),
            "azurerm" => Azure(backend, merge, defaults, prefix),
            _ => backend,
        };
        return (type, backend);
    }

    public static (string Type, MapNode Backend) RemoteState(
        SectionMerge merge, TypeDefaults defaults, string component, string stack, string backendType, MapNode backend)
    {
        var type = merge.Text("remote_state_backend_type") is { Length: > 0 } given ? given : backendType;
        var authored = merge.Own("remote_state_backend", defaults["remote_state_backend"]);
        if (IsMismatch(authored, type))
            throw new StacksInvalidException("component.remote-state-mismatch",
                $"component \"{component}\" in stack \"{stack}\": remote_state_backend_type is \"{type}\", but remote_state_backend has only "
                + $"{string.Join(", ", authored.Select(entry => $"\"{entry.Key}\""))}; set remote_state_backend_type, or add remote_state_backend.{type}",
                authored.Mark);
        var below = MapNode.Empty.With(backendType, backend);
        return (type, Of(DeepMerge.Merge(below, authored, merge.Lists), type, component));
    }

    /// <summary>What <see cref="RemoteState"/> refuses, for a component that says nothing of its own.</summary>
    public static bool IsMismatch(TypeDefaults defaults) => defaults["remote_state_backend"] is { Count: > 0 } authored
        && IsMismatch(authored, defaults.Text("remote_state_backend_type") is { Length: > 0 } given ? given : defaults.Text("backend_type") ?? "");

    private static bool IsMismatch(MapNode authored, string type) => authored.Count > 0 && type.Length > 0 && authored.PositionOf(type) < 0;

    // The stack's key is a prefix; a key of the component or of a base stands as it is.
    private static MapNode Azure(MapNode backend, SectionMerge merge, TypeDefaults defaults, string prefix)
    {
        if (merge.Component("backend").Map("azurerm")?.Text("key") is not null) return backend;
        var common = defaults["backend"].Map("azurerm")?.Text("key");
        if (backend.Text("key") is { Length: > 0 } authored && authored != common) return backend;
        var key = $"{prefix}.terraform.tfstate";
        return backend.With("key", new StringNode(common is null ? key : $"{common}/{key}"));
    }

    private static MapNode Of(MapNode sections, string type, string component)
    {
        var node = sections[type];
        return node.IsMap(out var map) ? map : throw node.NotAMap("manifest.type", $"the backend '{type}' of the component '{component}'");
    }
}
