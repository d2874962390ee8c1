using Gaia.Documents.Nodes;

namespace Gaia.Stacks.Merging;

internal static class ListStrategies
{
    public static ListStrategy Parse(string name, SourceMark mark = default) => name switch
    {
        "" or "replace" => ListStrategy.Replace,
        "append" => ListStrategy.Append,
        "merge" => ListStrategy.Merge,
        _ => throw new StacksInvalidException("merge.list-strategy",
            $"'{name}' is not a list merge strategy; use replace, append or merge", mark),
    };
}
