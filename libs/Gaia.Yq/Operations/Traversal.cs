using Gaia.Documents.Nodes;
using Gaia.Documents.Patterns;

namespace Gaia.Yq.Operations;

/// <summary>source.name, source."any name", source.na*</summary>
internal sealed class Field(Operation source, string name, bool optional, int column) : Operation(column)
{
    private readonly bool isPattern = name.Contains('*');

    protected override IEnumerable<YqMatch> Results(YqRun run, YqMatch input, YqScope? scope) =>
        source.Run(run, input, scope).SelectMany(match => Step(run, match));

    private IEnumerable<YqMatch> Step(YqRun run, YqMatch match) => match.Value switch
    {
        MapNode map when isPattern && map[name] is null =>
            map.Where(entry => Wildcards.Matches(entry.Key, name)).Select(entry => match.Child(entry.Key, entry.Value)),
        MapNode map => [match.Child(name, map[name] ?? NullNode.Instance)],
        NullNode => [match.Child(name, NullNode.Instance)],
        ListNode list when isPattern => list.Select((item, i) => match.Child(i, item)),
        ListNode when !optional => throw run.Fail($"cannot index a list with '{name}'", Column),
        _ => [],
    };
}

/// <summary>source[], the values of a list or map.</summary>
internal sealed class Iterate(Operation source, int column) : Operation(column)
{
    protected override IEnumerable<YqMatch> Results(YqRun run, YqMatch input, YqScope? scope) =>
        source.Run(run, input, scope).SelectMany(Children);

    public static IEnumerable<YqMatch> Children(YqMatch match) => match.Value switch
    {
        MapNode map => map.Select(entry => match.Child(entry.Key, entry.Value)),
        ListNode list => list.Select((item, i) => match.Child(i, item)),
        _ => [],
    };
}

/// <summary>source[expression]</summary>
internal sealed class Index(Operation source, Operation key, bool optional, int column) : Operation(column)
{
    protected override IEnumerable<YqMatch> Results(YqRun run, YqMatch input, YqScope? scope)
    {
        foreach (var match in source.Run(run, input, scope))
            foreach (var at in key.Run(run, input, scope))
                foreach (var result in Step(run, match, at.Value))
                    yield return result;
    }

    private IEnumerable<YqMatch> Step(YqRun run, YqMatch match, Node at)
    {
        switch (match.Value, at)
        {
            case (MapNode map, _): return [match.Child(Scalars.Text(at), map[Scalars.Text(at)] ?? NullNode.Instance)];
            case (ListNode list, IntNode index):
                var position = index.Value < 0 ? index.Value + list.Count : index.Value;
                if (position < 0) throw run.Fail($"index {index.Value} is out of range for a list of {list.Count}", Column);
                return [match.Child((int)Math.Min(position, int.MaxValue), position < list.Count ? list[(int)position] : NullNode.Instance)];
            case (NullNode, IntNode index): return [match.Child((int)Math.Clamp(index.Value, 0, int.MaxValue), NullNode.Instance)];
            case (NullNode, StringNode name): return [match.Child(name.Value, NullNode.Instance)];
            case (ListNode, _) when !optional: throw run.Fail($"cannot index a list with '{Scalars.Text(at)}'", Column);
            default: return [];
        }
    }
}

/// <summary>source[from:to] of a list or a string.</summary>
internal sealed class Slice(Operation source, Operation? from, Operation? to, int column) : Operation(column)
{
    protected override IEnumerable<YqMatch> Results(YqRun run, YqMatch input, YqScope? scope)
    {
        foreach (var match in source.Run(run, input, scope))
        {
            if (match.Value is not (ListNode or StringNode)) continue;
            var count = match.Value is ListNode list ? list.Count : ((StringNode)match.Value).Value.Length;
            var start = Bound(run, input, scope, from, 0, count);
            var stop = Math.Max(start, Bound(run, input, scope, to, count, count));
            yield return YqMatch.Made(match.Value is ListNode items
                ? new ListNode(items.Skip(start).Take(stop - start).ToArray())
                : new StringNode(((StringNode)match.Value).Value[start..stop]));
        }
    }

    private int Bound(YqRun run, YqMatch input, YqScope? scope, Operation? bound, int missing, int count)
    {
        if (bound is null) return missing;
        if (bound.Run(run, input, scope).FirstOrDefault().Value is not IntNode number) throw run.Fail("a slice needs whole numbers", Column);
        return (int)Math.Clamp(number.Value < 0 ? number.Value + count : number.Value, 0, count);
    }
}

/// <summary>..: the value itself and all below it.</summary>
internal sealed class Descend(int column) : Operation(column)
{
    protected override IEnumerable<YqMatch> Results(YqRun run, YqMatch input, YqScope? scope)
    {
        yield return input;
        foreach (var child in Iterate.Children(input))
            foreach (var below in Run(run, child, scope))
                yield return below;
    }
}
