using Gaia.Documents.Nodes;

namespace Gaia.Stacks.Describe;

/// <summary>One place that gives a value, before it is merged with the others.</summary>
/// <param name="StackFile">The manifest, relative to the stacks folder, without extension.</param>
/// <param name="Section">Which section of it: `vars`, `terraform.vars`, `components.terraform.vars`.</param>
/// <param name="Component">The component or base component that says it; null for the stack or the type.</param>
/// <param name="IsInline">Said by the stack's own manifest, not by an import.</param>
/// <param name="Value">As written.</param>
/// <param name="Chain">The imports that lead from the stack's manifest to this one, innermost first.</param>
public sealed record ValueOrigin(
    string StackFile, string Section, string? Component, bool IsInline, Node Value, IReadOnlyList<SourceMark> Chain)
{
    public SourceMark Mark => Value.Mark;

    public MapNode ToNode() => new(
    [
        new("file", new StringNode(Mark.File ?? StackFile)),
        new("line", new IntNode(Mark.Line)),
        new("column", new IntNode(Mark.Column)),
        new("section", new StringNode(Section)),
        new("component", Component is { } component ? new StringNode(component) : NullNode.Instance),
        new("value", Value),
        new("imported_at", new ListNode([.. Chain.Select(mark => new StringNode(mark.ToString()))])),
    ]);
}
