using Gaia.Documents.Nodes;

namespace Gaia.Yq.Operations;

/// <summary>.</summary>
internal sealed class Identity(int column) : Operation(column)
{
    protected override IEnumerable<YqMatch> Results(YqRun run, YqMatch input, YqScope? scope) => [input];
}

internal sealed class Literal(Node value, int column) : Operation(column)
{
    public Node Value => value;

    protected override IEnumerable<YqMatch> Results(YqRun run, YqMatch input, YqScope? scope) => [YqMatch.Made(value)];
}

/// <summary>a | b</summary>
internal sealed class Pipe(Operation first, Operation second, int column) : Operation(column)
{
    protected override IEnumerable<YqMatch> Results(YqRun run, YqMatch input, YqScope? scope)
    {
        foreach (var match in first.Run(run, input, scope))
            foreach (var result in second.Run(run, match, scope))
                yield return result;
    }
}

/// <summary>a, b</summary>
internal sealed class Union(Operation first, Operation second, int column) : Operation(column)
{
    public Operation First => first;

    public Operation Second => second;

    protected override IEnumerable<YqMatch> Results(YqRun run, YqMatch input, YqScope? scope) =>
        first.Run(run, input, scope).Concat(second.Run(run, input, scope));
}

/// <summary>$name</summary>
internal sealed class Variable(string name, int column) : Operation(column)
{
    protected override IEnumerable<YqMatch> Results(YqRun run, YqMatch input, YqScope? scope) =>
        YqScope.Find(scope, name) ?? throw run.Fail($"variable ${name} is not defined", Column);
}

/// <summary>source as $name | body: the body runs once for each value.</summary>
internal sealed class Binding(Operation source, string name, Operation body, int column) : Operation(column)
{
    protected override IEnumerable<YqMatch> Results(YqRun run, YqMatch input, YqScope? scope)
    {
        foreach (var value in source.Run(run, input, scope))
            foreach (var result in body.Run(run, input, new YqScope(scope, name, [value])))
                yield return result;
    }
}

/// <summary>source as $name ireduce (start; update)</summary>
internal sealed class Reduce(Operation source, string name, Operation start, Operation update, int column) : Operation(column)
{
    protected override IEnumerable<YqMatch> Results(YqRun run, YqMatch input, YqScope? scope)
    {
        var total = start.Run(run, input, scope).Select(match => match.Value).FirstOrDefault() ?? NullNode.Instance;
        foreach (var value in source.Run(run, input, scope).ToArray())
            total = update.Run(run, YqMatch.Made(total), new YqScope(scope, name, [value])).Select(match => match.Value).LastOrDefault() ?? NullNode.Instance;
        return [YqMatch.Made(total)];
    }
}

/// <summary>if a then b else c end</summary>
internal sealed class Condition(Operation test, Operation yes, Operation no, int column) : Operation(column)
{
    protected override IEnumerable<YqMatch> Results(YqRun run, YqMatch input, YqScope? scope) =>
        test.Run(run, input, scope).SelectMany(match => (Truth.Of(match.Value) ? yes : no).Run(run, input, scope));
}

/// <summary>[expression]</summary>
internal sealed class Collect(Operation? items, int column) : Operation(column)
{
    protected override IEnumerable<YqMatch> Results(YqRun run, YqMatch input, YqScope? scope) =>
        [YqMatch.Made(items is null ? ListNode.Empty : run.Made(new ListNode(items.Run(run, input, scope).Select(match => match.Value).ToArray()), Column))];
}

/// <summary>Words that stand for false: false and null.</summary>
internal static class Truth
{
    public static bool Of(Node value) => value is not (NullNode or BoolNode { Value: false });
}
