using Gaia.Documents.Nodes;

namespace Gaia.Stacks.Stores;

/// <summary>Redis or a server that speaks like it: option `url` or ATMOS_REDIS_URL, redis[s]://[user:password@]host[:port][/db].</summary>
internal sealed class RedisStore : IStore
{
    private readonly StoreOptions options;
    private readonly RedisAddress address;

    public RedisStore(StoreOptions options)
    {
        this.options = options;
        var url = options.Text("url") ?? options.Variable("ATMOS_REDIS_URL")
            ?? throw StoreErrors.Options(options.Name, "the option 'url' is missing, and so is ATMOS_REDIS_URL", options.Mark);
        address = RedisAddress.Parse(url) ?? throw StoreErrors.Options(options.Name, "'url' is not a Redis address; write redis://host:port/0", options.Mark);
    }

    public string StackDelimiter => options.Text("stack_delimiter") ?? "/";

    public string Prefix => options.Prefix;

    public Node? Read(string key, CancellationToken cancellation) => Ask(["GET", key], cancellation) is { } text ? StoreValue.Read(text) : null;

    public void Write(string key, Node value, CancellationToken cancellation) => Ask(["SET", key, StoreValue.Write(value)], cancellation);

    private string? Ask(string[] words, CancellationToken cancellation)
    {
        try
        {
            using var connection = RedisConnection.Open(address, cancellation);
            return connection.Ask(words);
        }
        catch (Exception e) when (e is IOException or System.Net.Sockets.SocketException or System.Security.Authentication.AuthenticationException or TimeoutException)
        {
            throw StoreErrors.Failed($"store '{options.Name}' at {address.Host}:{address.Port}", e.Message, e);
        }
    }
}
