using Gaia.Documents.Nodes;

namespace Gaia.Templates.Values;

/// <summary>How big a value is when it is written out. Lists that share parts can be small in memory and endless in text.</summary>
internal static class Weight
{
    private const long Most = 1L << 40;
    private const int Deepest = 1000;

    public static long Of(Node value)
    {
        var known = new Dictionary<Node, long>(ReferenceEqualityComparer.Instance);
        return Of(value, known, 0);
    }

    private static long Of(Node value, Dictionary<Node, long> known, int depth)
    {
        if (depth > Deepest) throw new TemplateCallException($"value nested deeper than {Deepest}");
        if (value is StringNode text) return text.Value.Length + 2;
        if (value is not (ListNode or MapNode or DictNode)) return 4;
        if (known.TryGetValue(value, out var weight)) return weight;
        weight = 2;
        if (value is ListNode list)
            foreach (var item in list) weight = Math.Min(Most, weight + Of(item, known, depth + 1));
        else
            foreach (var (key, item) in Shape.Entries(value)) weight = Math.Min(Most, weight + key.Length + Of(item, known, depth + 1));
        return known[value] = weight;
    }
}
