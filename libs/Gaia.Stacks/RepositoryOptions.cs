using Gaia.Documents.Nodes;
using Gaia.Stacks.Components;
using Gaia.Stacks.Files;
using Gaia.Stacks.Terraform;

namespace Gaia.Stacks;

/// <summary>What Gaia needs to know to open an Atmos repository. Nothing here is read from the process itself.</summary>
public sealed record RepositoryOptions
{
    /// <summary>Absolute folder from which `atmos.yaml` is looked for.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>What the configuration may read and write. Of a configuration that anybody sent it is the folder it was unpacked to.</summary>
    public required RepositoryRoot Root { get; init; }

    /// <summary>Files or folders given with `--config` and `--config-path`, in order; later wins.</summary>
    public IReadOnlyList<string> ConfigPaths { get; init; } = [];

    /// <summary>`--base-path`: overrides base_path of the configuration.</summary>
    public string? BasePath { get; init; }

    /// <summary>Variables that ATMOS_* settings see.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Variables that `!env` and templates read. Null: <see cref="Environment"/>, where <see cref="Outside"/> allows that.</summary>
    public IReadOnlyDictionary<string, string>? Variables { get; init; }

    /// <summary>`--profile`, in order; later wins.</summary>
    public IReadOnlyList<string> Profiles { get; init; } = [];

    public OutsideAccess Outside { get; init; } = OutsideAccess.None;

    /// <summary>Null: they may not be read.</summary>
    internal IReadOnlyDictionary<string, string>? Readable => Variables ?? (Outside.HasFlag(OutsideAccess.Environment) ? Environment : null);

    /// <summary>Asked before any backend: outputs of an instance whose state is nowhere yet, as a review of a plan makes them up. Null: read it.</summary>
    public Func<ComponentInstance, CancellationToken, MapNode?>? Outputs { get; init; }

    /// <summary>Asked where the backend is local and its state file is not here: Gaia keeps such states itself. Null: it knows none.</summary>
    public Func<ComponentInstance, StateIdentity, CancellationToken, KnownOutputs?>? KeptOutputs { get; init; }

    /// <summary>Refuses, by an exception, to have the state of an instance read, wherever it lies; null refuses none.</summary>
    public Action<StateIdentity, CancellationToken>? DemandReader { get; init; }

    /// <summary>Null: the configuration is this machine's own.</summary>
    public SentFrom? SentFrom { get; init; }

    /// <summary>Told what a `!git.*` function found here: function and value, null where the repository does not say.</summary>
    public Action<string, string?>? GitAsked { get; init; }

    /// <summary>Look in the system folder, the home folder, parent folders and the git root, as Atmos does.</summary>
    public bool SearchOutward { get; init; } = true;

    /// <summary>Fetches what `import` and `!include` name at other places, where <see cref="Outside"/> allows it. Null: nothing does.</summary>
    public FetchFile? Fetch { get; init; }

    /// <summary>Where remote imports and vendored sources are kept, by content. Null: a folder below XDG_CACHE_HOME.</summary>
    public string? CacheDirectory { get; init; }
}

/// <param name="address">As it is written: git::https://host/repo.git//file?ref=v1, https://host/file.yaml, ...</param>
/// <param name="mark">Where it is written.</param>
/// <returns>Absolute path of a local copy.</returns>
public delegate string FetchFile(string address, SourceMark mark, RepositoryOptions options);
