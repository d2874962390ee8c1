using Gaia.Documents.Nodes;

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

    /// <summary>Puts a value where <see cref="Read"/> finds it, over what was there.</summary>
    /// <exception cref="StacksInvalidException">The store cannot be asked, or cannot be written to.</exception>
    void Write(string key, Node value, CancellationToken cancellation);
}
