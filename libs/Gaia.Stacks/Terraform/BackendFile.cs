using Gaia.Documents.Nodes;

namespace Gaia.Stacks.Terraform;

/// <summary>backend.tf.json: {"terraform": {"backend": {"s3": {...}}}}, or {"terraform": {"cloud": {...}}}.</summary>
internal static class BackendFile
{
    public static MapNode Of(string type, MapNode backend, string workspace)
    {
        var inner = type == "cloud"
            ? MapNode.Empty.With("cloud", Tokens(backend, workspace))
            : MapNode.Empty.With("backend", MapNode.Empty.With(type, backend));
        return MapNode.Empty.With("terraform", inner);
    }

    private static Node Tokens(Node node, string workspace) => node switch
    {
        MapNode map => new MapNode([.. map.Select(entry => KeyValuePair.Create(entry.Key, Tokens(entry.Value, workspace)))], map.Mark),
        ListNode list => new ListNode([.. list.Select(item => Tokens(item, workspace))], list.Mark),
        StringNode text when text.Value.Contains("{terraform_workspace}", StringComparison.Ordinal) =>
            new StringNode(text.Value.Replace("{terraform_workspace}", workspace), text.Mark),
        _ => node,
    };
}
