using Gaia.Documents.Nodes;
using Gaia.Yq.Operations;

namespace Gaia.Yq.Functions;

internal static class StringFunctions
{
    public static void AddTo(YqFunctions functions)
    {
        functions.Map("join", 1, Join);
        functions.Map("split", 1, call => call.Value is NullNode ? call.Value : Arithmetic.Split(call.Run, call.Column, call.InputText, call.Text(0)));
        functions.Map("trim", 0, call => new StringNode(call.InputText.Trim()));
        functions.Map("ltrim", 0, call => new StringNode(call.InputText.TrimStart()));
        functions.Map("rtrim", 0, call => new StringNode(call.InputText.TrimEnd()));
        functions.Map("upcase", 0, call => new StringNode(call.InputText.ToUpperInvariant()));
        functions.Alias("upcase", "ascii_upcase");
        functions.Map("downcase", 0, call => new StringNode(call.InputText.ToLowerInvariant()));
        functions.Alias("downcase", "ascii_downcase");
        functions.Map("startswith", 1, call => new BoolNode(call.InputText.StartsWith(call.Text(0), StringComparison.Ordinal)));
        functions.Map("endswith", 1, call => new BoolNode(call.InputText.EndsWith(call.Text(0), StringComparison.Ordinal)));
        functions.Map("ltrimstr", 1, call => call.InputText.StartsWith(call.Text(0), StringComparison.Ordinal)
            ? new StringNode(call.InputText[call.Text(0).Length..]) : call.Value);
        functions.Map("rtrimstr", 1, call => call.InputText.EndsWith(call.Text(0), StringComparison.Ordinal)
            ? new StringNode(call.InputText[..^call.Text(0).Length]) : call.Value);
    }

    private static StringNode Join(YqCall call)
    {
        var (separator, parts) = (call.Text(0), call.InputList.Select(item => item is NullNode ? "" : Scalars.Text(item)).ToArray());
        call.Allow(parts.Sum(part => (double)part.Length + separator.Length));
        return new StringNode(string.Join(separator, parts));
    }
}
