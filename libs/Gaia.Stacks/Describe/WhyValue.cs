using Gaia.Documents;
using Gaia.Documents.Nodes;
using Gaia.Stacks.Components;

namespace Gaia.Stacks.Describe;

/// <summary>Why a value is what it is: the files that set, overrode and finally gave it.</summary>
public static class WhyValue
{
    /// <param name="path">`vars.tags.stage`; a key with a dot in quotes: `providers."aws.use1".region`.</param>
    public static WhyAnswer Of(ComponentInstance instance, string path, CancellationToken cancellation = default)
    {
        var keys = Keys(path);
        if (keys.Count == 0) throw new StacksInvalidException("why.path", "name a value, for example vars.region");
        var evaluated = instance.Evaluate(null, cancellation);
        var final = evaluated.At([.. keys]) ?? throw new StacksNotFoundException("why.no-value",
            $"{instance} has no value at '{path}'", Near(evaluated, keys));
        return new WhyAnswer(path, final, [.. new ValueOrigins(instance).Of(keys)]);
    }

    // Somebody who leaves out the section means one that has the value: cidr is vars.cidr.
    private static IEnumerable<string> Siblings(MapNode evaluated, IReadOnlyList<string> keys) => keys.Count > 1
        ? (evaluated.At([.. keys.SkipLast(1)]) as MapNode)?.Select(entry => entry.Key) ?? []
        : evaluated.Select(entry => entry.Key);

    private static IReadOnlyList<string> Near(MapNode evaluated, IReadOnlyList<string> keys)
    {
        var below = evaluated.Where(section => (section.Value as MapNode)?.At([.. keys]) is not null).Select(section => $"{section.Key}.{string.Join('.', keys)}").ToList();
        return below.Count > 0 ? below : NearestNames.Of(keys[^1], Siblings(evaluated, keys));
    }

    private static List<string> Keys(string path)
    {
        var (keys, key, quoted) = (new List<string>(), new System.Text.StringBuilder(), false);
        foreach (var letter in path.TrimStart('.'))
        {
            if (letter == '"') quoted = !quoted;
            else if (letter == '.' && !quoted)
            {
                keys.Add(key.ToString());
                key.Clear();
            }
            else key.Append(letter);
        }

        if (key.Length > 0) keys.Add(key.ToString());
        return keys;
    }
}

/// <param name="Final">After merge, templates and functions.</param>
/// <param name="Origins">In the order of merging: the last one won, unless maps or lists were joined.</param>
public sealed record WhyAnswer(string Path, Node Final, IReadOnlyList<ValueOrigin> Origins)
{
    /// <summary>As `stacks why --format json` prints it.</summary>
    public MapNode ToNode() => new([new("path", new StringNode(Path)), new("value", Final), new("origins", new ListNode([.. Origins.Select(origin => origin.ToNode())]))]);
}
