namespace Gaia.Vendoring;

public sealed record VendorOptions
{
    /// <summary>Absolute root of the repository: targets and component folders are relative to it.</summary>
    public required string BasePath { get; init; }

    /// <summary>`vendor.base_path` of atmos.yaml: a manifest or a folder of manifests. Null: vendor.yaml in the root.</summary>
    public string? Manifest { get; init; }

    /// <summary>Folders of component.yaml manifests by component type, relative to <see cref="BasePath"/>.</summary>
    public IReadOnlyDictionary<string, string> ComponentFolders { get; init; } = new Dictionary<string, string>
    {
        ["terraform"] = "components/terraform", ["helmfile"] = "components/helmfile", ["packer"] = "components/packer",
    };

    /// <summary>Only this component.</summary>
    public string? Component { get; init; }

    public string Type { get; init; } = "terraform";

    /// <summary>Only sources that have one of these tags.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Where fetched git commits are kept between runs.</summary>
    public required string CacheDirectory { get; init; }

    public VendorLimits Limits { get; init; } = VendorLimits.Default;

    /// <summary>For programs that are started (git, oras, crane); null for this process's own.</summary>
    public IReadOnlyDictionary<string, string>? Environment { get; init; }
}

/// <summary>Bounds for what a source may bring along.</summary>
public sealed record VendorLimits
{
    public static VendorLimits Default { get; } = new();

    public int Files { get; init; } = 100_000;

    public long Bytes { get; init; } = 2L * 1024 * 1024 * 1024;

    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(10);
}
