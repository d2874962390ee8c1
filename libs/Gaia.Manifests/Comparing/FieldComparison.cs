using System.Globalization;
using System.Text.RegularExpressions;
using Gaia.Documents.Nodes;
using Gaia.Manifests.Objects;

namespace Gaia.Manifests.Comparing;

/// <summary>Finds what differs between what is there and what is made, by Kubernetes' rules: items by key, quantities by value, empty as absent.</summary>
/// <param name="bothWays">Whether what is there and not made is a difference.</param>
internal sealed partial class FieldComparison(string kind, bool bothWays)
{
    private readonly List<FieldChange> changes = [];

    public IReadOnlyList<FieldChange> Of(MapNode there, MapNode made)
    {
        Maps("", there, made);
        return changes;
    }

    public static bool IsNothing(Node? node) => node is null or NullNode or MapNode { Count: 0 } or ListNode { Count: 0 };

    private void Maps(string path, MapNode there, MapNode made)
    {
        foreach (var (key, value) in made) Compare(FieldPath.Field(path, key), there[key], value);
        if (!bothWays) return;
        foreach (var (key, value) in there)
            if (made[key] is null) Compare(FieldPath.Field(path, key), value, null);
    }

    private void Compare(string path, Node? there, Node? made)
    {
        if (made is NullNode) made = null;
        if (there is NullNode) there = null;
        if (IsNothing(there) && IsNothing(made)) return;
        if (made is null && !bothWays) return;
        switch (there, made)
        {
            case (MapNode one, MapNode other): Maps(path, one, other); break;
            case (ListNode one, ListNode other): Lists(path, one, other); break;
            default:
                if (there is null || made is null || !IsSame(path, there, made)) changes.Add(new(path, there, made));
                break;
        }
    }

    private void Lists(string path, ListNode there, ListNode made)
    {
        if (ListKeys.Of(kind, path) is { } keys && ListKeys.Index(there, keys) is { } found && ListKeys.Index(made, keys) is { } wanted)
        {
            foreach (var (key, item) in wanted) Compare(FieldPath.Item(path, key), found.GetValueOrDefault(key), item);
            foreach (var (key, item) in found)
                if (!wanted.ContainsKey(key)) Compare(FieldPath.Item(path, key), item, null);
            return;
        }
        if (there.Count != made.Count)
        {
            changes.Add(new(path, there, made));
            return;
        }
        for (var i = 0; i < made.Count; i++) Compare(FieldPath.Item(path, i.ToString(CultureInfo.InvariantCulture)), there[i], made[i]);
    }

    private bool IsSame(string path, Node there, Node made) =>
        there.Equals(made)
        || (there is IntNode whole && made is FloatNode real && whole.Value == real.Value)
        || (there is FloatNode first && made is IntNode second && first.Value == second.Value)
        || (kind is not ("ConfigMap" or "Secret") && QuantityPath().IsMatch(path)
            && Quantity.TryParse(there, out var one) && Quantity.TryParse(made, out var other) && one == other);

    [GeneratedRegex("""(\.(requests|limits|capacity|hard|max|min|default|defaultRequest)(\.[^.\[]+|\["[^"]+"\])|\.(sizeLimit|averageValue|divisor)|\.target\.value)$""")]
    private static partial Regex QuantityPath();
}
