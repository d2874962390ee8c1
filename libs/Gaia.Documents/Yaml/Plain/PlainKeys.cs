using Gaia.Documents.Nodes;

namespace Gaia.Documents.Yaml.Plain;

/// <summary>Tells keys that are there already; a map of some size gets an index for it.</summary>
internal struct PlainKeys
{
    private const int IndexFrom = 24;

    private HashSet<string>? index;

    public bool Add(string key, ReadOnlySpan<KeyValuePair<string, Node>> before)
    {
        if (before.Length < IndexFrom)
        {
            foreach (var entry in before)
                if (entry.Key == key)
                    return false;
            return true;
        }

        if (index is null)
        {
            index = new HashSet<string>(StringComparer.Ordinal);
            foreach (var entry in before) index.Add(entry.Key);
        }

        return index.Add(key);
    }
}
