using System.Text.Json;

namespace Gaia.Documents.Json;

/// <summary>What is wrong with JSON, in words for people instead of the parser's.</summary>
public static class JsonFault
{
    private const string Empty = "it is empty";

    /// <summary><c>line 3, column 7: '}' is an invalid start of a value</c>; <c>it is empty</c>.</summary>
    public static string Words(JsonException fault)
    {
        var said = Said(fault);
        return said != Empty && fault.LineNumber is { } line ? $"line {line + 1}, column {(fault.BytePositionInLine ?? 0) + 1}: {said}" : said;
    }

    /// <summary>The same without the place.</summary>
    internal static string Said(JsonException fault)
    {
        // 'x' is an invalid start of a value. Path: $.a | LineNumber: 0 | BytePositionInLine: 0.
        var said = fault.Message.Split([" Path: ", " LineNumber: "], StringSplitOptions.None)[0];
        if (said.StartsWith("The input does not contain any JSON tokens", StringComparison.Ordinal)) return Empty;
        if (said.StartsWith("Expected depth to be zero", StringComparison.Ordinal)) said = "it ends before everything that was opened is closed";
        // The JSON value could not be converted to System.Int32
        if (said.StartsWith("The JSON value could not be converted", StringComparison.Ordinal))
            said = fault.Path is { Length: > 2 } path ? $"{path[2..]} is of another kind than is expected there" : "it is of another kind than is expected";
        return said.Replace(" which is not supported in this mode. Change the reader options.", "", StringComparison.Ordinal).TrimEnd('.');
    }

    /// <summary>The same, or where it is JSON and something else is at fault, that it is not what was looked for.</summary>
    public static string Words(Exception fault) => fault is JsonException json ? Words(json) : "it is JSON of another shape";
}
