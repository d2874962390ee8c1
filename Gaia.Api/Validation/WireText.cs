using System.Text.Json;
using System.Text.Json.Serialization;

namespace Gaia.Api.Validation;

/// <summary>Strings of JSON bodies, without NUL: PostgreSQL keeps no such text, and neither do files' and variables' names.</summary>
internal sealed class WireText : JsonConverter<string>
{
    public const string Problem = "must not hold NUL characters";

    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType is not JsonTokenType.String) throw new JsonException();
        var text = reader.GetString();
        return text?.Contains('\0', StringComparison.Ordinal) is true ? throw new JsonException(Problem) : text;
    }

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);

    public override string ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString()!;

    public override void WriteAsPropertyName(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WritePropertyName(value);
}
