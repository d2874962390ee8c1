using Gaia.Documents;
using Gaia.Documents.Nodes;

namespace Gaia.Yq;

/// <summary>One evaluation and its bounds.</summary>
internal sealed class YqRun(string expression, CancellationToken cancellation)
{
    private const long MostSteps = 4_000_000;

    // Of characters, and of what takes as much memory: results between come and go, but nothing says when.
    private const long MostMade = 128 * 1024 * 1024;
    private const int OfItem = 4, OfEntry = 32, OfNode = 64;

    private readonly WorkBudget? budget = WorkBudget.Current;
    private long steps, made;

    public void Step(int column)
    {
        if (++steps > MostSteps) throw Fail($"more than {MostSteps} steps", column);
        if ((steps & 255) != 0) return;
        cancellation.ThrowIfCancellationRequested();
        budget?.Spend(256);
    }

    /// <summary>For what takes longer than a step.</summary>
    public void Spend(long count, int column)
    {
        steps += Math.Min(count, MostSteps);
        if (steps > MostSteps) throw Fail($"more than {MostSteps} steps", column);
        cancellation.ThrowIfCancellationRequested();
        budget?.Spend(count);
    }

    /// <summary>For a value that was made; of its parts only those that it holds itself.</summary>
    public Node Made(Node value, int column)
    {
        if (value is StringNode text) Make(text.Value.Length, column);
        else MakeCopy(value, column);
        return value;
    }

    /// <summary>Before a list is made of values that are there.</summary>
    public void MakeItems(long count, int column) => Make(count * OfItem, column);

    /// <summary>The same of a map.</summary>
    public void MakeEntries(long count, int column) => Make(count * OfEntry, column);

    /// <summary>Before another is made that has what this list or map has.</summary>
    public void MakeCopy(Node value, int column)
    {
        if (value is ListNode list) MakeItems(list.Count, column);
        else if (value is MapNode map) MakeEntries(map.Count, column);
    }

    /// <summary>Before many values are made at once.</summary>
    public void MakeNodes(long count, int column) => Make(count * OfNode, column);

    private void Make(long characters, int column)
    {
        if ((made += characters) > MostMade) throw Fail($"more than {MostMade} characters are made on the way", column);
    }

    public YqException Fail(string reason, int column) => new(reason, expression, column);
}

internal sealed record YqScope(YqScope? Outer, string Name, IReadOnlyList<YqMatch> Values)
{
    public static IReadOnlyList<YqMatch>? Find(YqScope? scope, string name)
    {
        for (; scope is not null; scope = scope.Outer)
            if (scope.Name == name)
                return scope.Values;
        return null;
    }
}
