using System.Text;
using Gaia.Documents.Json;
using Gaia.Documents.Nodes;
using Gaia.Documents.Writing;
using Gaia.Yq.Operations;

namespace Gaia.Yq.Functions;

internal static class ConversionFunctions
{
    public static void AddTo(YqFunctions functions)
    {
        functions.Map("to_string", 0, call => new StringNode(Scalars.Text(call.Value)));
        functions.Alias("to_string", "tostring");
        functions.Map("to_number", 0, call => Number(call));
        functions.Alias("to_number", "tonumber");
        functions.Add("to_json", 0, 1, call => [YqMatch.Made(new StringNode(NodeJson.Write(call.Value,
            call.Arguments.Length > 0 && call.First(0) is IntNode { Value: >= 0 and <= 16 } indent ? (int)indent.Value : 2, escapeHtml: false)))]);
        functions.Alias("to_json", "tojson");
        functions.Map("@json", 0, call => new StringNode(NodeJson.Write(call.Value, 0, escapeHtml: false)));
        functions.Map("from_json", 0, FromJson);
        functions.Alias("from_json", "fromjson");
        functions.Alias("from_json", "@jsond");
        functions.Map("to_yaml", 0, call => new StringNode(NodeYaml.Write(call.Value)));
        functions.Alias("to_yaml", "@yaml");
        functions.Map("@base64", 0, call => new StringNode(Convert.ToBase64String(Encoding.UTF8.GetBytes(Scalars.Text(call.Value)))));
        functions.Map("@base64d", 0, Decode);
        functions.Map("@uri", 0, call => new StringNode(Uri.EscapeDataString(Scalars.Text(call.Value))));
        functions.Map("@text", 0, call => new StringNode(Scalars.Text(call.Value)));
        functions.Map("@sh", 0, call => new StringNode($"'{Scalars.Text(call.Value).Replace("'", "'\\''")}'"));
        functions.Map("@csv", 0, call => new StringNode(string.Join(',', call.InputList.Select(Csv))));
        functions.Map("@tsv", 0, call => new StringNode(string.Join('\t', call.InputList.Select(Scalars.Text))));
    }

    private static Node Number(YqCall call) => call.Value is IntNode or FloatNode ? call.Value
        : Scalars.Number(call.InputText) is var number and not NullNode ? number : throw call.Fail($"'{call.InputText}' is not a number");

    private static Node FromJson(YqCall call)
    {
        call.Run.Spend(call.InputText.Length >> 2, call.Column);
        return JsonReader.TryRead(call.InputText, wholeNumbers: true, out var value, out var fault) ? value : throw call.Fail($"no JSON: {fault}");
    }

    private static Node Decode(YqCall call)
    {
        var buffer = new byte[call.InputText.Length];
        return Convert.TryFromBase64String(call.InputText.PadRight((call.InputText.Length + 3) / 4 * 4, '='), buffer, out var written)
            ? new StringNode(Encoding.UTF8.GetString(buffer, 0, written))
            : throw call.Fail("no base64 text");
    }

    private static string Csv(Node value)
    {
        var text = Scalars.Text(value);
        return text.AsSpan().IndexOfAny(",\"\n\r") < 0 ? text : $"\"{text.Replace("\"", "\"\"")}\"";
    }
}
