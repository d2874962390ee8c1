using Gaia.Documents;
using Gaia.Documents.Nodes;

namespace Gaia.Stacks.Validation;

/// <summary>One thing that is wrong in the manifests.</summary>
/// <param name="Code">`yaml.syntax`, `schema`, `component.duplicate`, ...</param>
public sealed record StackProblem(string Code, string Message, SourceMark Mark, IReadOnlyList<SourceMark> ImportChain)
{
    public static StackProblem From(DocumentException fault) => new(fault.Code, fault.Message, fault.Mark, fault.ImportChain);

    /// <summary>As `validate stacks --format json` prints it.</summary>
    public MapNode ToNode() => new(
    [
        new("code", new StringNode(Code)),
        new("message", new StringNode(Message)),
        new("file", Mark.File is { } file ? new StringNode(file) : NullNode.Instance),
        new("line", new IntNode(Mark.Line)),
        new("column", new IntNode(Mark.Column)),
        new("imported_at", new ListNode([.. ImportChain.Select(mark => new StringNode(mark.ToString()))])),
    ]);

    public override string ToString() =>
        $"{(Mark.File is null ? "" : $"{Mark}: ")}{Message}{string.Concat(ImportChain.Select(mark => $"\n  imported at {mark}"))}";
}
