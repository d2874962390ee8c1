using System.Runtime.CompilerServices;
using Gaia.Documents.Nodes;

namespace Gaia.Yq.Operations;

/// <summary>paths = value, paths |= expression, paths += value: gives the input with those places changed.</summary>
internal sealed class Assign(Operation target, Operation value, Func<YqRun, int, Node, Node, Node>? combine, bool relative, int column) : Operation(column)
{
    protected override IEnumerable<YqMatch> Results(YqRun run, YqMatch input, YqScope? scope)
    {
        // A computed input has no path of its own: its places count from here.
        var origin = input.Path is null ? new YqMatch(input.Value, YqPath.Root()) : input;
        var document = origin.Value;
        foreach (var match in target.Run(run, origin, scope).ToArray())
        {
            if (match.Path?.StepsFrom(origin.Path!) is not { } steps) throw run.Fail("the left side of an assignment must be a path", Column);
            var current = Places.Get(document, steps);
            var from = relative ? new YqMatch(current, match.Path) : origin;
            if (value.Run(run, from, scope).Select(result => result.Value).FirstOrDefault() is not { } changed) continue;
            document = Places.Set(run, Column, document, steps, 0, combine is null ? changed : combine(run, Column, current, changed));
        }
        return [input.With(document)];
    }
}

/// <summary>del(paths)</summary>
internal sealed class Delete(Operation target, int column) : Operation(column)
{
    protected override IEnumerable<YqMatch> Results(YqRun run, YqMatch input, YqScope? scope)
    {
        var origin = input.Path is null ? new YqMatch(input.Value, YqPath.Root()) : input;
        var places = target.Run(run, origin, scope).Select(match => match.Path?.StepsFrom(origin.Path!)).ToArray();
        var document = origin.Value;
        // From the end, so that the indices of what stays are still right.
        foreach (var steps in places.Reverse())
            if (steps is { Count: > 0 })
                document = Places.Remove(run, Column, document, steps, 0);
        return [input.With(document)];
    }
}

/// <summary>Reading and rebuilding a document along a path.</summary>
internal static class Places
{
    private const int LongestGap = 100_000;

    public static Node Get(Node document, List<YqPath> steps)
    {
        foreach (var step in steps)
            document = document switch
            {
                MapNode map when step.Key is not null => map[step.Key] ?? NullNode.Instance,
                ListNode list when step.Key is null && step.Index < list.Count => list[step.Index],
                _ => NullNode.Instance,
            };
        return document;
    }

    public static Node Set(YqRun run, int column, Node document, List<YqPath> steps, int at, Node value)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (at == steps.Count) return value;
        run.MakeCopy(document, column);
        var step = steps[at];
        if (step.Key is { } key)
        {
            var entries = new OrderedDictionary<string, Node>(document as MapNode ?? MapNode.Empty, StringComparer.Ordinal);
            entries[key] = Set(run, column, entries.GetValueOrDefault(key) ?? NullNode.Instance, steps, at + 1, value);
            return new MapNode([.. entries], document.Mark);
        }
        var items = document is ListNode list ? list.ToList() : [];
        if (step.Index > items.Count + LongestGap) throw run.Fail($"index {step.Index} is too far behind the end of the list", column);
        while (items.Count <= step.Index) items.Add(NullNode.Instance);
        items[step.Index] = Set(run, column, items[step.Index], steps, at + 1, value);
        return new ListNode(items, document.Mark);
    }

    public static Node Remove(YqRun run, int column, Node document, List<YqPath> steps, int at)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var step = steps[at];
        var last = at == steps.Count - 1;
        run.MakeCopy(document, column);
        switch (document)
        {
            case MapNode map when step.Key is { } key && map[key] is { } value:
                var entries = new OrderedDictionary<string, Node>(map, StringComparer.Ordinal);
                if (last) entries.Remove(key);
                else entries[key] = Remove(run, column, value, steps, at + 1);
                return new MapNode([.. entries], map.Mark);
            case ListNode list when step.Key is null && step.Index < list.Count:
                var items = list.ToList();
                if (last) items.RemoveAt(step.Index);
                else items[step.Index] = Remove(run, column, items[step.Index], steps, at + 1);
                return new ListNode(items, list.Mark);
            default: return document;
        }
    }
}
