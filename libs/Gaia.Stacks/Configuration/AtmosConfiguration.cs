using Gaia.Documents.Nodes;
using Gaia.Stacks.Files;

namespace Gaia.Stacks.Configuration;

/// <summary>The merged `atmos.yaml`: typed where Gaia uses it, raw where it is only shown or passed on.</summary>
public sealed record AtmosConfiguration
{
    /// <summary>Everything that was read, merged, with ATMOS_* applied: what `describe config` prints.</summary>
    public required MapNode Raw { get; init; }

    /// <summary>Files that were merged, lowest first; absolute.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>Folder of the configuration file that won; absolute, or empty without one. What ATMOS_CLI_CONFIG_PATH is set to.</summary>
    public required string CliConfigPath { get; init; }

    /// <summary>Absolute.</summary>
    public required string BasePath { get; init; }

    /// <summary>As written, for paths that are shown.</summary>
    public string RawBasePath { get; init; } = "";

    public required StacksSettings Stacks { get; init; }

    public required TerraformSettings Terraform { get; init; }

    public required ComponentTypeSettings Helmfile { get; init; }

    public required ComponentTypeSettings Packer { get; init; }

    /// <summary>What the configuration may read and write.</summary>
    public required RepositoryRoot Root { get; init; }

    public required TemplateSettings Templates { get; init; }

    public required WorkflowSettings Workflows { get; init; }

    /// <summary>`replace`, `append` or `merge`.</summary>
    public required string ListMergeStrategy { get; init; }

    public MapNode Env => Raw["env"] as MapNode ?? MapNode.Empty;

    public ListNode Commands => Raw["commands"] as ListNode ?? ListNode.Empty;

    public MapNode Aliases => Raw["aliases"] as MapNode ?? MapNode.Empty;

    public MapNode Stores => Raw["stores"] as MapNode ?? MapNode.Empty;
}

/// <param name="BasePath">Absolute folder of the manifests.</param>
/// <param name="RawBasePath">As written, relative to the base path.</param>
public sealed record StacksSettings(
    string BasePath, string RawBasePath, IReadOnlyList<string> IncludedPaths, IReadOnlyList<string> ExcludedPaths,
    string? NamePattern, string? NameTemplate)
{
    /// <summary>`stacks.inherit.metadata`: base components pass their metadata on.</summary>
    public bool InheritMetadata { get; init; } = true;
}

/// <param name="BasePath">Absolute folder of the components of one type.</param>
public sealed record ComponentTypeSettings(string BasePath, string RawBasePath, string Command);

public sealed record TerraformSettings(string BasePath, string RawBasePath, string Command)
{
    public bool ApplyAutoApprove { get; init; }
    public bool DeployRunInit { get; init; }
    public bool InitRunReconfigure { get; init; }
    public bool AutoGenerateBackendFile { get; init; }
    public bool AutoGenerateFiles { get; init; }
    public bool WorkspacesEnabled { get; init; } = true;
    public bool AppendUserAgentEnabled { get; init; } = true;
    public string? AppendUserAgent { get; init; }
    public bool SkipPlanfile { get; init; }
    public bool PassVarsOnInit { get; init; }

    /// <summary>Stands for `/` in generated key prefixes.</summary>
    public string WorkspacePrefixSeparator { get; init; } = "-";
}

public sealed record TemplateSettings(bool Enabled, int Evaluations, bool SprigEnabled, bool GomplateEnabled, MapNode Raw);

/// <param name="BasePath">Absolute folder of the workflow manifests.</param>
public sealed record WorkflowSettings(string BasePath);
