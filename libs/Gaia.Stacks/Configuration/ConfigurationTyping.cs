using Gaia.Documents.Nodes;
using Gaia.Stacks.Files;

namespace Gaia.Stacks.Configuration;

/// <summary>The merged map as typed settings, with paths made absolute and types checked.</summary>
internal static class ConfigurationTyping
{
    public static AtmosConfiguration Type(
        MapNode raw, string basePath, string home, RepositoryRoot root, IReadOnlyList<string> files, bool hasFile)
    {
        var stacks = Section(raw, "stacks");
        var components = Section(raw, "components");
        var terraform = Section(components, "terraform");
        var stacksBase = Text(stacks, "base_path", "");
        return new AtmosConfiguration
        {
            Raw = raw,
            Root = root,
            Files = files,
            CliConfigPath = hasFile ? home : "",
            BasePath = basePath,
            RawBasePath = raw.Text("base_path") ?? "",
            Stacks = new StacksSettings(Folder(stacks, basePath, root), stacksBase, Texts(stacks, "included_paths"),
                Texts(stacks, "excluded_paths"), Given(stacks, "name_pattern"), Given(stacks, "name_template"))
            {
                InheritMetadata = Flag(Section(stacks, "inherit"), "metadata", true),
            },
            Terraform = Terraform(terraform, basePath, root),
            Helmfile = Type(Section(components, "helmfile"), basePath, "helmfile", root),
            Packer = Type(Section(components, "packer"), basePath, "packer", root),
            Templates = Templates(Section(Section(raw, "templates"), "settings")),
            Workflows = new WorkflowSettings(Folder(Section(raw, "workflows"), basePath, root)),
            ListMergeStrategy = Text(Section(raw, "settings"), "list_merge_strategy", "replace"),
        };
    }

    private static TerraformSettings Terraform(MapNode map, string basePath, RepositoryRoot root) =>
        new(Folder(map, basePath, root), Text(map, "base_path", ""), Text(map, "command", "terraform"))
        {
            ApplyAutoApprove = Flag(map, "apply_auto_approve"),
            DeployRunInit = Flag(map, "deploy_run_init"),
            InitRunReconfigure = Flag(map, "init_run_reconfigure"),
            AutoGenerateBackendFile = Flag(map, "auto_generate_backend_file"),
            AutoGenerateFiles = Flag(map, "auto_generate_files"),
            WorkspacesEnabled = Flag(map, "workspaces_enabled", true),
            AppendUserAgent = map.Text("append_user_agent"),
            SkipPlanfile = Flag(Section(map, "plan"), "skip_planfile"),
            PassVarsOnInit = Flag(Section(map, "init"), "pass_vars"),
            WorkspacePrefixSeparator = Text(Section(map, "workspace"), "prefix_separator", "-"),
        };

    private static ComponentTypeSettings Type(MapNode map, string basePath, string command, RepositoryRoot root) =>
        new(Folder(map, basePath, root), Text(map, "base_path", ""), Text(map, "command", command));

    private static string Folder(MapNode map, string basePath, RepositoryRoot root) =>
        root.At(map["base_path"]?.Mark ?? default, () => root.Demand(Paths.Join(basePath, Text(map, "base_path", ""))));

    private static TemplateSettings Templates(MapNode map) => new(
        Flag(map, "enabled"),
        map["evaluations"] is IntNode count ? (int)Math.Clamp(count.Value, 1, 20) : 1,
        Flag(Section(map, "sprig"), "enabled"),
        Flag(Section(map, "gomplate"), "enabled"),
        map);

    internal static MapNode Section(MapNode map, string key)
    {
        var node = map[key];
        return node.IsMap(out var section) ? section : throw node.NotAMap("config.type", $"'{key}'");
    }

    private static string? Given(MapNode map, string key) => Text(map, key, "") is { Length: > 0 } text ? text : null;

    private static string Text(MapNode map, string key, string fallback) => map[key] switch
    {
        null or NullNode => fallback,
        StringNode text => text.Value,
        IntNode or FloatNode or BoolNode => map[key]!.ToString()!,
        var other => throw new StacksInvalidException("config.type", $"'{key}' must be text, not {other.KindWords}", other.Mark),
    };

    private static bool Flag(MapNode map, string key, bool fallback = false) => map[key] switch
    {
        null or NullNode => fallback,
        BoolNode flag => flag.Value,
        StringNode { Value: "true" or "1" } => true,
        StringNode { Value: "false" or "0" or "" } => false,
        var other => throw new StacksInvalidException("config.type", $"'{key}' must be true or false, not {other}", other.Mark),
    };

    private static IReadOnlyList<string> Texts(MapNode map, string key) => map[key] switch
    {
        null or NullNode => [],
        StringNode one => [.. one.Value.Split(',')],
        ListNode list => [.. list.Select(item => item is StringNode text ? text.Value
            : throw new StacksInvalidException("config.type", $"'{key}' must be a list of texts", item.Mark))],
        var other => throw new StacksInvalidException("config.type", $"'{key}' must be a list, not {other.KindWords}", other.Mark),
    };
}
