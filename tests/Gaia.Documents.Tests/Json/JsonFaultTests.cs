using System.Text.Json;
using Gaia.Documents.Json;

namespace Gaia.Documents.Tests.Json;

public sealed class JsonFaultTests
{
    [Theory]
    [InlineData("", "it is empty")]
    [InlineData("{\n  \"a\": }", "line 2, column 8: '}' is an invalid start of a value")]
    [InlineData("{\"a\": [1]", "line 1, column 10: it ends before everything that was opened is closed")]
    [InlineData("[1,]", "line 1, column 4: The JSON array contains a trailing comma at the end")]
    [InlineData("{\"a\": nul", "line 1, column 10: 'nul' is an invalid JSON literal. Expected the literal 'null'")]
    public void The_place_is_told_and_nothing_of_the_parser(string text, string words)
    {
        Assert.Equal(words, JsonFault.Words(Assert.ThrowsAny<JsonException>(() => JsonReader.Read(text))));
        Assert.False(JsonReader.TryRead(text, wholeNumbers: true, out _, out var fault));
        Assert.Equal(words, fault);
    }

    [Theory]
    [InlineData("7", "line 1, column 2: it is of another kind than is expected")]
    [InlineData("{\"a\": \"x\"}", "line 1, column 10: a is of another kind than is expected there")]
    public void A_value_of_another_kind_is_told_without_a_type_of_the_program(string text, string words) =>
        Assert.Equal(words, JsonFault.Words(Assert.ThrowsAny<JsonException>(() => JsonSerializer.Deserialize<Dictionary<string, int>>(text))));
}
