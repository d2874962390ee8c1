using System.Text.Encodings.Web;
using System.Text.Json;

namespace Gaia.Cli.Runs.View;

/// <summary>A JSON value on one line: <c>"a"</c>, <c>null</c>, <c>["a", "b"]</c>, <c>{Name: "x"}</c>.</summary>
internal static class ValueText
{
    private static readonly JavaScriptEncoder Readable = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    public static string Of(JsonElement? value) => value is { } element ? Of(element) : "null";

    private static string Of(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => $"\"{Readable.Encode(element.GetString()!)}\"",
        JsonValueKind.Array => $"[{string.Join(", ", element.EnumerateArray().Select(Of))}]",
        JsonValueKind.Object => $"{{{string.Join(", ", element.EnumerateObject().Select(member => $"{member.Name}: {Of(member.Value)}"))}}}",
        JsonValueKind.Undefined => "null",
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null => element.GetRawText(),
        var kind => throw new ArgumentOutOfRangeException(nameof(element), kind, "not a JSON value"),
    };
}
