using Gaia.Documents;
using Gaia.Documents.Nodes;

namespace Gaia.Manifests.Settings;

/// <summary>deploy/settings.yaml: the file's own level, and the environments that change it. Made by <see cref="SettingsReader"/>, so that all of it is valid.</summary>
public sealed class DeploySettings
{
    public const string BaseName = "base";

    private readonly MapNode root;
    private readonly Dictionary<string, MapNode> filled;

    internal DeploySettings(MapNode root) : this(root, [])
    {
    }

    private DeploySettings(MapNode root, Dictionary<string, MapNode> filled) => (this.root, this.filled) = (root, filled);

    public string App => root.Text("app")!;

    /// <summary>Names, in the file's order; the file's own level is not among them.</summary>
    public IReadOnlyList<string> Environments => [.. (root.Map("environments") ?? MapNode.Empty).Select(entry => entry.Key)];

    /// <summary>Of them those with a cluster.</summary>
    public IReadOnlyList<string> Clusters => [.. Environments.Where(name => !IsMachine(name))];

    /// <summary>Of them those of one machine, `machine: true`.</summary>
    public IReadOnlyList<string> Machines => [.. Environments.Where(IsMachine)];

    internal IEnumerable<string> Levels => [BaseName, .. Environments];

    /// <param name="environment">Null or `base`: the file's own level.</param>
    /// <exception cref="ManifestException">`settings.unknown-environment`.</exception>
    /// <exception cref="ManifestFaultsException">`outputs.not-given`: it takes values from terraform outputs that <see cref="SettingsOutputs.Apply"/> has not filled in.</exception>
    public EnvironmentSettings For(string? environment)
    {
        var level = Level(environment ?? BaseName);
        SettingsOutputs.RefuseOpen(level, environment ?? BaseName);
        var settings = EnvironmentBinder.Bind(level, environment ?? BaseName);
        return settings with { Resources = settings.Resources.ToDictionary(pair => pair.Key, pair => pair.Value with { EveryVariable = VariablesOf(pair.Key) }, StringComparer.OrdinalIgnoreCase) };
    }

    private IReadOnlyList<string> VariablesOf(string resource) =>
    [
        .. from level in Levels
           from key in (string[])["environment", "secretEnvironment"]
           let part = SettingsMerge.Part(Level(level), ["resources", resource, key])
           where part is not null
           from entry in part.Map(part.First().Key)!.First().Value is MapNode own && own[key] is MapNode variables ? variables : MapNode.Empty
           select entry.Key,
    ];

    /// <summary>The file's level with the environment merged over it, as a file without environments would say it.</summary>
    internal MapNode Level(string environment)
    {
        if (filled.TryGetValue(environment, out var done)) return done;
        var own = root.Without("environments");
        if (environment == BaseName) return SettingsMerge.Over(own, MapNode.Empty);
        if (!Environments.Contains(environment, StringComparer.Ordinal)) throw Unknown(environment);
        return SettingsMerge.Over(own, root.Map("environments")!.Map(environment) ?? MapNode.Empty);
    }

    /// <summary>The same, where the file's own level has a setting that it lacks from the first of the environments that has it.</summary>
    /// <param name="pointer">Of the setting: <see cref="ManifestFault.Lacks"/>.</param>
    /// <returns>Null: none of them has it.</returns>
    public DeploySettings? Lent(IReadOnlyList<string> environments, string pointer)
    {
        var steps = SettingsPath.Of(pointer, MapNode.Empty, out _).Steps;
        var lent = environments.Select(environment => SettingsMerge.Part(Level(environment), steps)).FirstOrDefault(part => part is not null);
        return lent is null ? null : With([new(BaseName, SettingsMerge.Over(lent, Level(BaseName)))]);
    }

    internal DeploySettings With(IEnumerable<KeyValuePair<string, MapNode>> levels)
    {
        var more = new Dictionary<string, MapNode>(filled, StringComparer.Ordinal);
        foreach (var (name, level) in levels) more[name] = level;
        return new DeploySettings(root, more);
    }

    private bool IsMachine(string environment) => Level(environment).Flag("machine") is true;

    private ManifestException Unknown(string environment)
    {
        var near = NearestNames.Of(environment, Environments);
        var known = Environments.Count == 0 ? "the file has none" : $"known are {string.Join(", ", Environments)}";
        return new("settings.unknown-environment",
            $"The settings have no environment '{environment}'; {(near.Count > 0 ? $"did you mean '{near[0]}'?" : $"{known}.")}", new SourceMark(root.Mark.File, 0, 0));
    }
}
