using Gaia.Documents.Nodes;
using Gaia.Templates.Values;

namespace Gaia.Templates;

/// <summary>What functions cost in steps. A step is a fraction of a microsecond, as an action of a template is.</summary>
internal static class Cost
{
    /// <summary>An RSA key of 4096 bits: half a second, sometimes two.</summary>
    public const long BigKey = 2_000_000;

    /// <summary>An RSA key of 2048 bits, or bcrypt at its cost of 10: some 0.1 s.</summary>
    public const long Key = 400_000;

    /// <summary>scrypt with 32 MiB, twice.</summary>
    public const long Scrypt = 1_000_000;

    /// <summary>One of a derivation's rounds makes a block of a hash.</summary>
    public const long Round = 2;

    // These look one thing up, however much there is.
    private static readonly HashSet<string> LooksUp = new(StringComparer.Ordinal) { "len", "index", "get", "hasKey", "first", "last", "set", "unset" };

    /// <summary>Of a call of any function: it reads its texts, and goes over its lists and maps once.</summary>
    public static long Of(string function, Node[] arguments)
    {
        var cost = 0L;
        foreach (var argument in arguments)
            if (argument is StringNode text) cost += text.Value.Length >> 5;
            else if (!LooksUp.Contains(function))
                cost += argument is ListNode list ? list.Count >> 4 : Shape.IsMap(argument) ? Shape.MapCount(argument) >> 4 : 0;
        return cost;
    }

    /// <summary>Of a text that becomes values: JSON, YAML, a list of its parts.</summary>
    public static long Parse(string text) => text.Length >> 2;

    /// <summary>Of a value that is walked to its leaves.</summary>
    public static long Walk(Node value) => Weight.Of(value) >> 3;

    public static long Sort(ListNode list) => Walk(list) * long.Log2(Math.Max(list.Count, 2));

    /// <summary>Of looking for equals: lists and maps are held against each other one by one.</summary>
    public static long Distinct(ListNode items)
    {
        var nested = items.LongCount(item => item is ListNode || Shape.IsMap(item));
        return Walk(items) + nested * nested / 8;
    }
}
