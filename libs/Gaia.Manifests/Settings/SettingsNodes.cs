using System.Globalization;
using Gaia.Documents.Nodes;

namespace Gaia.Manifests.Settings;

/// <summary>Reads what the schema has approved.</summary>
internal static class SettingsNodes
{
    extension(MapNode map)
    {
        /// <summary>Written as a number or as text: `2`, `250m`.</summary>
        public string? Amount(string key) => map[key]?.ToString();

        /// <summary>A port may come as text from an output.</summary>
        public int? Number(string key) => map[key] is { } node ? ToNumber(node) : null;

        public IReadOnlyList<string>? Texts(string key) => map[key] is ListNode list ? [.. list.Select(item => item.ToString()!)] : null;

        public IReadOnlyList<int>? Numbers(string key) => map[key] is ListNode list ? [.. list.Select(ToNumber)] : null;

        /// <summary>Ordered by key.</summary>
        public IReadOnlyDictionary<string, string>? Pairs(string key, StringComparer? comparer = null) => map.ByName(key, node => node.ToString()!, comparer ?? StringComparer.Ordinal);

        public IReadOnlyDictionary<string, T>? ByName<T>(string key, Func<Node, T> bind, StringComparer comparer)
        {
            if (map.Map(key) is not { } values) return null;
            var found = new SortedDictionary<string, T>(comparer);
            foreach (var (name, value) in values) found.Add(name, bind(value));
            return found;
        }

        public IReadOnlyList<T>? Maps<T>(string key, Func<MapNode, T> bind) => map[key] is ListNode list ? [.. list.Cast<MapNode>().Select(bind)] : null;
    }

    private static int ToNumber(Node node) => int.Parse(node.ToString()!, CultureInfo.InvariantCulture);
}
