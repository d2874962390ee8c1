using Gaia.Documents.Nodes;
using Gaia.Stacks.Files;

namespace Gaia.Stacks.Stores;

/// <summary>One entry of `stores` in atmos.yaml with the environment that may complete it.</summary>
internal sealed record StoreOptions(string Name, string Type, MapNode Values, SourceMark Mark, IReadOnlyDictionary<string, string> Environment, string BasePath, RepositoryRoot Root)
{
    /// <summary>Variables that the configuration itself gives.</summary>
    public Func<string, string?> Written { get; init; } = static _ => null;

    public string? Text(string key) => Values[key] switch { null or NullNode => null, var value => value.ToString() };

    public string? Variable(string name) => Environment.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

    public string Prefix => Text("prefix") ?? "";

    public string Require(string key) => Text(key) ?? throw StoreErrors.Options(Name, $"the option '{key}' is missing", Mark);
}
