using Gaia.Documents.Nodes;
using Gaia.Templates.Printing;
using Gaia.Templates.Values;

namespace Gaia.Templates.Functions.Sprig;

internal static class QuoteFunctions
{
    public static void AddTo(FunctionTable table)
    {
        table.AddOpen("quote", 0, call => Make.Text(string.Join(' ', Present(call).Select(value => GoQuote.Text(Cast.Text(value))))));
        table.AddOpen("squote", 0, call => Make.Text(string.Join(' ', Present(call).Select(value => $"'{Cast.Text(value)}'"))));
        table.AddOpen("cat", 0, call => Make.Text(string.Join(' ', Present(call).Select(Cast.Text))));
        table.Add("indent", 2, call => Make.Text(Indent(call, call.Int(0), call.String(1))));
        table.Add("nindent", 2, call => Make.Text("\n" + Indent(call, call.Int(0), call.String(1))));
    }

    private static IEnumerable<Node> Present(TemplateCall call) => call.Arguments.Where(value => !Shape.IsNull(value));

    private static string Indent(TemplateCall call, long spaces, string text)
    {
        if (spaces < 0) throw call.Fail("strings: negative Repeat count");
        call.Allow(text.Length + spaces * (text.AsSpan().Count('\n') + 1L));
        var pad = new string(' ', (int)spaces);
        return pad + text.Replace("\n", "\n" + pad, StringComparison.Ordinal);
    }
}
