using Gaia.Stacks.Nodes;

namespace Gaia.Stacks.Stores;

/// <summary>A place outside of the configuration that holds values by key.</summary>
internal interface IStore
{
    /// <summary>How the stack is cut into parts of the key.</summary>
    string StackDelimiter { get; }

    string Prefix { get; }

    /// <returns>Null when the store has no such key.</returns>
    /// <exception cref="StacksInvalidException">The store cannot be asked.</exception>
    Node? Read(string key, CancellationToken cancellation);
}
