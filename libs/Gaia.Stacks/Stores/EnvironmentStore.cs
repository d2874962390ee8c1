using Gaia.Documents.Nodes;

namespace Gaia.Stacks.Stores;

/// <summary>Environment variables: prod/vpc/id is PROD_VPC_ID.</summary>
internal sealed class EnvironmentStore(StoreOptions options) : IStore
{
    public string StackDelimiter => options.Text("stack_delimiter") ?? "-";

    public string Prefix => options.Prefix;

    public Node? Read(string key, CancellationToken cancellation)
    {
        var name = string.Concat(key.Trim('/').Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToUpperInvariant(c) : '_'));
        return options.Environment.TryGetValue(name, out var value) ? StoreValue.Read(value) : null;
    }

    public void Write(string key, Node value, CancellationToken cancellation) =>
        throw StoreErrors.Failed($"store '{options.Name}'", "the environment of this process cannot be written to; use a store of another type in hooks");
}
