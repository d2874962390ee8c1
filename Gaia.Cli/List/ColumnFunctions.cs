using Gaia.Documents.Nodes;
using Gaia.Stacks.Evaluation;
using Gaia.Templates;

namespace Gaia.Cli.List;

/// <summary>What Atmos gives the templates of columns beside Sprig; where both have a name the kind of the first argument decides.</summary>
internal static class ColumnFunctions
{
    public static TemplateOptions Options { get; } = TemplateOptions.Default with
    {
        Host = TemplateHosts.Closed,
        Functions = TemplateFunctions.Standard
            .With("truncate", call => new StringNode(Truncate(Text(call[0]), (int)call.Int(1))), 2, 2)
            .With("pad", call => new StringNode(Text(call[0]).PadRight((int)call.Int(1))), 2, 2)
            .With("toBool", call => new BoolNode(call[0] is BoolNode { Value: true } or IntNode { Value: not 0 } or StringNode { Value: "true" or "yes" or "1" }), 1, 1)
            .With("getOr", call => (call[0] as MapNode)?[call.String(1)] ?? call[2], 3, 3)
            // ternary .enabled "yes" "no" of Atmos, "yes" | ternary "no" .enabled of Sprig
            .With("ternary", call => call[0] is BoolNode first ? first.Value ? call[1] : call[2] : call.Bool(2) ? call[0] : call[1], 3, 3)
            .With("has", call => new BoolNode(call[0] is MapNode map ? map[Text(call[1])] is not null : call[1] is ListNode list && list.Contains(call[0])), 2, 2)
            .With("join", call => new StringNode(call[0] is ListNode list
                ? string.Join(Text(call[1]), list.Select(Text)) : string.Join(Text(call[0]), (call[1] as ListNode ?? new ListNode([call[1]])).Select(Text))), 2, 2),
    };

    private static string Text(Node node) => node is NullNode ? "" : node.ToString() ?? "";

    private static string Truncate(string text, int length) => text.Length <= length ? text
        : length <= 0 ? "" : length <= 3 ? text[..length] : text[..(length - 3)] + "...";
}
