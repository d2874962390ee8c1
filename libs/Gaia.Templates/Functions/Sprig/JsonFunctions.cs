using System.Diagnostics.CodeAnalysis;
using Gaia.Documents.Json;
using Gaia.Documents.Nodes;
using Gaia.Documents.Writing;
using Gaia.Templates.Values;

namespace Gaia.Templates.Functions.Sprig;

internal static class JsonFunctions
{
    public static void AddTo(FunctionTable table)
    {
        table.Add("toJson", 1, call => Make.Text(Write(call, 0, escapeHtml: true)));
        table.Alias("toJson", "mustToJson");
        table.Add("toPrettyJson", 1, call => Make.Text(Write(call, 2, escapeHtml: true)));
        table.Alias("toPrettyJson", "mustToPrettyJson");
        table.Add("toRawJson", 1, call => Make.Text(Write(call, 0, escapeHtml: false)));
        table.Alias("toRawJson", "mustToRawJson");
        // Go reads JSON numbers as float64: a big one prints as 1e+06.
        table.Add("fromJson", 1, call => TryRead(call, out var value, out _) ? value : NullNode.Instance);
        table.Add("mustFromJson", 1, call =>
            TryRead(call, out var value, out var fault) ? value : throw call.Fail(fault));
    }

    private static bool TryRead(TemplateCall call, [NotNullWhen(true)] out Node? value, [NotNullWhen(false)] out string? fault)
    {
        call.Charge(Cost.Parse(call.String(0)));
        return JsonReader.TryRead(call.String(0), wholeNumbers: false, out value, out fault);
    }

    public static string Write(TemplateCall call, int indent, bool escapeHtml)
    {
        call.Allow(Weight.Of(call[0]));
        return NodeJson.Write(Shape.Freeze(call[0]), indent, escapeHtml);
    }
}
