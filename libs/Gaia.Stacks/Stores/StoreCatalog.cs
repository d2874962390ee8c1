using System.Collections.Concurrent;
using Gaia.Documents.Nodes;
using Gaia.Stacks.Files;
using Gaia.Stacks.Secrets;

namespace Gaia.Stacks.Stores;

/// <summary>The stores of one configuration. Each key is asked for once, however many components want it.</summary>
/// <param name="stores">`stores` of atmos.yaml: {name: {type, options}}.</param>
/// <param name="environment">Variables that hold credentials and addresses of stores.</param>
/// <param name="root">What stores of type file read and write.</param>
/// <param name="variables">Values of stores of type environment; those of <paramref name="environment"/> where it is null.</param>
public sealed class StoreCatalog(
    MapNode stores, IReadOnlyDictionary<string, string> environment, string basePath, RepositoryRoot root, IReadOnlyDictionary<string, string>? variables = null)
{
    private readonly ConcurrentDictionary<string, Lazy<IStore>> opened = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Store, string Key), Lazy<Node?>> values = new();

    internal SecretsRead? Secrets { get; init; }

    /// <returns>Null when the store has no such value.</returns>
    /// <exception cref="StacksInvalidException">Unknown store, wrong options, or a store that does not answer.</exception>
    public Node? Get(string store, string stack, string component, string key, CancellationToken cancellation = default) =>
        Read(store, StoreKeys.Of(Open(store), stack, component, key), cancellation);

    /// <summary>A value by its plain key, below the store's prefix.</summary>
    public Node? GetKey(string store, string key, CancellationToken cancellation = default) =>
        Read(store, StoreKeys.Plain(Open(store), key), cancellation);

    /// <summary>Writes a value, over what was there.</summary>
    public void Set(string store, string stack, string component, string key, Node value, CancellationToken cancellation = default)
    {
        var path = StoreKeys.Of(Open(store), stack, component, key);
        Open(store).Write(path, value, cancellation);
        values.TryRemove((store, path), out _);
    }

    private Node? Read(string store, string key, CancellationToken cancellation) =>
        values.GetOrAdd((store, key), _ => new Lazy<Node?>(() => Noted(store, Open(store).Read(key, cancellation)), LazyThreadSafetyMode.PublicationOnly)).Value;

    // Who keeps plain facts in a store says so: `sensitive: false` beside its type.
    private Node? Noted(string store, Node? value)
    {
        if ((stores[store] as MapNode)?.Flag("sensitive") != false) Secrets?.Add(value);
        return value;
    }

    private IStore Open(string name) => opened.GetOrAdd(name, key => new Lazy<IStore>(() => Create(key))).Value;

    private IStore Create(string name)
    {
        if (stores[name] is not MapNode entry) throw StoreErrors.Unknown(name, stores.Select(store => store.Key));
        var type = entry.Text("type") ?? throw StoreErrors.Options(name, "the 'type' is missing", entry.Mark);
        var options = new StoreOptions(name, type, entry.Map("options") ?? MapNode.Empty, entry.Mark, environment, basePath, root);
        return type switch
        {
            "aws-ssm-parameter-store" or "aws-ssm" => new SsmStore(options),
            "redis" => new RedisStore(options),
            "hashicorp-vault" or "vault" => new VaultStore(options),
            "environment" or "env" => new EnvironmentStore(options with { Environment = variables ?? environment }),
            "file" => new FileStore(options),
            _ => throw StoreErrors.Options(name, $"the type '{type}' is not supported; supported are aws-ssm-parameter-store, redis, vault, environment and file", entry.Mark),
        };
    }
}
