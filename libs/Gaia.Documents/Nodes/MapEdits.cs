namespace Gaia.Documents.Nodes;

/// <summary>Copies of a map with something changed. What did not change is shared.</summary>
public static class MapEdits
{
    extension(MapNode map)
    {
        public MapNode With(string key, Node value)
        {
            var position = map.PositionOf(key);
            var entries = new KeyValuePair<string, Node>[map.Count + (position < 0 ? 1 : 0)];
            for (var i = 0; i < map.Count; i++) entries[i] = map[i];
            entries[position < 0 ? map.Count : position] = new(key, value);
            return new MapNode(entries, map.Mark);
        }

        public MapNode Without(string key)
        {
            var position = map.PositionOf(key);
            if (position < 0) return map;
            var entries = new KeyValuePair<string, Node>[map.Count - 1];
            for (var i = 0; i < entries.Length; i++) entries[i] = map[i < position ? i : i + 1];
            return new MapNode(entries, map.Mark);
        }

        public string? Text(string key) => map[key] is StringNode text ? text.Value : null;

        public bool? Flag(string key) => map[key] is BoolNode flag ? flag.Value : null;

        public MapNode? Map(string key) => map[key] as MapNode;

        /// <summary>The value at a path of keys, or null where the path ends early.</summary>
        public Node? At(params ReadOnlySpan<string> path)
        {
            Node? node = map;
            foreach (var key in path) node = (node as MapNode)?[key];
            return node;
        }
    }
}
