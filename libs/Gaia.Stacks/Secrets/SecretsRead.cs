using System.Collections.Concurrent;
using Gaia.Documents.Nodes;

namespace Gaia.Stacks.Secrets;

/// <summary>Secret values that functions and templates of one repository have read so far, for whoever shows what comes of them.</summary>
internal sealed class SecretsRead
{
    private readonly ConcurrentDictionary<string, byte> values = new(StringComparer.Ordinal);

    public IReadOnlyCollection<string> Values => [.. values.Keys];

    /// <summary>Every text and number in it.</summary>
    public void Add(Node? value)
    {
        switch (value)
        {
            case MapNode map:
                foreach (var (_, item) in map) Add(item);
                break;
            case ListNode list:
                foreach (var item in list) Add(item);
                break;
            case null or NullNode or BoolNode:
                break;
            default:
                values.TryAdd(value.ToString()!, 0);
                break;
        }
    }
}
