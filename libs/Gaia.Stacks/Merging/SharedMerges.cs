using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Gaia.Documents.Nodes;

namespace Gaia.Stacks.Merging;

/// <summary>
/// Merges that many components of a stack have in common, made once: the stack's variables with those of a base, and
/// that with the next base.
/// </summary>
internal sealed class SharedMerges
{
    private readonly ConcurrentDictionary<Pair, MapNode> merged = new(1, 31);

    public MapNode Merge(MapNode lower, MapNode upper, ListStrategy lists)
    {
        if (upper.Count == 0 || ReferenceEquals(lower, upper)) return lower;
        if (lower.Count == 0) return upper;
        var pair = new Pair(lower, upper, lists);
        return merged.TryGetValue(pair, out var known) ? known : merged.GetOrAdd(pair, DeepMerge.Merge(lower, upper, lists));
    }

    /// <summary>The very maps, not any that are equal to them.</summary>
    private readonly record struct Pair(MapNode Lower, MapNode Upper, ListStrategy Lists)
    {
        public bool Equals(Pair other) => ReferenceEquals(Lower, other.Lower) && ReferenceEquals(Upper, other.Upper) && Lists == other.Lists;

        public override int GetHashCode() => HashCode.Combine(RuntimeHelpers.GetHashCode(Lower), RuntimeHelpers.GetHashCode(Upper), Lists);
    }
}
