using Gaia.Documents.Nodes;

namespace Gaia.Manifests.Settings;

/// <summary>`scaling: api` and `scaling: web`: what is usual for that role.</summary>
internal static class ScalingWords
{
    private const int UsualCpu = 70;

    /// <param name="path">Of the map that holds the key: `/resources/api`.</param>
    public static Node Expand(string key, string path, Node value) => (key, value) switch
    {
        ("scaling", StringNode { Value: "api" }) when IsResource(path) => Map(3, 20, value.Mark),
        ("scaling", StringNode { Value: "web" }) when IsResource(path) => Map(2, 10, value.Mark),
        _ => value,
    };

    private static bool IsResource(string path) => path.StartsWith("/resources/", StringComparison.Ordinal) && path.Count(letter => letter == '/') == 2;

    private static MapNode Map(int min, int max, SourceMark mark) => new(
        [new("min", new IntNode(min, mark)), new("max", new IntNode(max, mark)), new("cpu", new IntNode(UsualCpu, mark))], mark);
}
