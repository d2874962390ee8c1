using Gaia.Documents.Nodes;

namespace Gaia.Yq.Operations;

/// <summary>{key: value, ...}: several results of a key or value give several maps.</summary>
internal sealed class BuildMap(IReadOnlyList<(Operation Key, Operation Value)> entries, int column) : Operation(column)
{
    protected override IEnumerable<YqMatch> Results(YqRun run, YqMatch input, YqScope? scope)
    {
        IEnumerable<OrderedDictionary<string, Node>> maps = [new(StringComparer.Ordinal)];
        foreach (var (key, value) in entries)
            maps = maps.SelectMany(map => Extend(run, input, scope, map, key, value)).ToArray();
        return maps.Select(map => YqMatch.Made(new MapNode([.. map])));
    }

    private IEnumerable<OrderedDictionary<string, Node>> Extend(
        YqRun run, YqMatch input, YqScope? scope, OrderedDictionary<string, Node> map, Operation key, Operation value)
    {
        foreach (var name in key.Run(run, input, scope))
            foreach (var content in value.Run(run, input, scope))
            {
                run.Step(Column);
                run.MakeEntries(map.Count + 1L, Column);
                yield return new OrderedDictionary<string, Node>(map, StringComparer.Ordinal) { [Scalars.Text(name.Value)] = content.Value };
            }
    }
}
