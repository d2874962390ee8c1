using Gaia.Documents.Json;
using Gaia.Documents.Nodes;

namespace Gaia.Stacks.Functions;

/// <summary>`!template text`: the rendered text read as JSON where it is JSON, else the text.</summary>
internal static class TemplateResult
{
    public static Node Call(FunctionCall call) => Read(call.Argument, call.Mark);

    /// <summary>JSON to its value; anything else stays text.</summary>
    public static Node Read(string text, SourceMark mark)
    {
        try
        {
            return JsonReader.Read(text, mark);
        }
        catch (System.Text.Json.JsonException)
        {
            return new StringNode(text, mark);
        }
    }
}
