using Gaia.Documents.Json;
using Gaia.Documents.Nodes;
using Gaia.Documents.Schemas;

namespace Gaia.Documents.Tests.Schemas;

public class JsonSchemaTests
{
    [Theory]
    [InlineData("""{"type":"string"}""", "\"x\"", null, null)]
    [InlineData("""{"type":"string"}""", "1", "", "expected string, found integer")]
    [InlineData("""{"type":["string","null"]}""", "null", null, null)]
    [InlineData("""{"type":"integer"}""", "1.0", null, null)]
    [InlineData("""{"type":"integer"}""", "1.5", "", "expected integer, found number")]
    [InlineData("""{"enum":["a",1]}""", "\"b\"", "", "\"b\" is not one of \"a\", 1")]
    [InlineData("""{"const":{"a":1}}""", """{"a":1}""", null, null)]
    [InlineData("""{"properties":{"a":{"type":"integer"}}}""", """{"a":"x"}""", "/a", "expected integer")]
    [InlineData("""{"properties":{"name":{}},"additionalProperties":false}""", """{"nmae":1}""", "/nmae", "did you mean 'name'?")]
    [InlineData("""{"additionalProperties":{"type":"integer"}}""", """{"x":"y"}""", "/x", "expected integer")]
    [InlineData("""{"patternProperties":{"^x-":{"type":"integer"}},"additionalProperties":false}""", """{"x-a":1}""", null, null)]
    [InlineData("""{"patternProperties":{"^x-":{"type":"integer"}},"additionalProperties":false}""", """{"y":1}""", "/y", "unknown key 'y'")]
    [InlineData("""{"required":["a","b"]}""", """{"a":1}""", "", "missing key 'b'")]
    [InlineData("""{"items":{"type":"integer"}}""", """[1,"x"]""", "/1", "expected integer")]
    [InlineData("""{"prefixItems":[{"type":"integer"}],"items":false}""", """[1,2]""", "/1", "no value is allowed here")]
    [InlineData("""{"items":[{"type":"integer"}],"additionalItems":{"type":"string"}}""", """[1,2]""", "/1", "expected string")]
    [InlineData("""{"minItems":2}""", "[1]", "", "1 items, but at least 2 are wanted")]
    [InlineData("""{"uniqueItems":true}""", "[1,1]", "", "comes twice: 1")]
    [InlineData("""{"contains":{"const":1}}""", "[2]", "", "no item is of the wanted form")]
    [InlineData("""{"minimum":3}""", "2", "", "2 is less than 3")]
    [InlineData("""{"exclusiveMaximum":3}""", "3", "", "3 is not less than 3")]
    [InlineData("""{"multipleOf":0.1}""", "0.3", null, null)]
    [InlineData("""{"maxLength":1}""", "\"é\"", null, null)]
    [InlineData("""{"pattern":"^a"}""", "\"b\"", "", "does not match the pattern ^a")]
    [InlineData("""{"anyOf":[{"type":"string"},{"properties":{"a":{"type":"integer"}}}]}""", """{"a":"x"}""", "/a", "expected integer, found string")]
    [InlineData("""{"anyOf":[{"type":"object","properties":{"a":{"type":"integer"}}},{"enum":["x"]}]}""", """{"a":"x"}""", "/a", "expected integer, found string")]
    [InlineData("""{"anyOf":[{"enum":["x"]},{"type":"object","properties":{"a":{"type":"integer"}}}]}""", """{"a":"x"}""", "/a", "expected integer, found string")]
    [InlineData("""{"oneOf":[{"type":"integer"},{"minimum":1}]}""", "2", "", "fits 2 of the forms")]
    [InlineData("""{"allOf":[{"minimum":1},{"maximum":3}]}""", "5", "", "5 is more than 3")]
    [InlineData("""{"not":{"required":["a"]}}""", """{"a":1}""", "", "not allowed here")]
    [InlineData("""{"if":{"required":["a"]},"then":{"required":["b"]},"else":{"required":["c"]}}""", """{"a":1}""", "", "missing key 'b'")]
    [InlineData("""{"dependentRequired":{"a":["b"]}}""", """{"a":1}""", "", "'a' needs the key 'b'")]
    [InlineData("""{"dependencies":{"a":{"required":["c"]}}}""", """{"a":1}""", "", "missing key 'c'")]
    [InlineData("""{"propertyNames":{"pattern":"^[a-z]+$"}}""", """{"A":1}""", "/A", "does not match")]
    [InlineData("""{"$ref":"#/$defs/t","$defs":{"t":{"properties":{"c":{"$ref":"#/$defs/t"},"v":{"type":"integer"}}}}}""", """{"c":{"c":{"v":"x"}}}""", "/c/c/v", "expected integer")]
    [InlineData("""{"$ref":"#T","definitions":{"t":{"$anchor":"T","type":"integer"}}}""", "\"x\"", "", "expected integer")]
    [InlineData("""{"properties":{"a/b~c":{"type":"integer"}}}""", """{"a/b~c":"x"}""", "/a~1b~0c", "expected integer")]
    [InlineData("true", "1", null, null)]
    public void Checks(string schema, string instance, string? pointer, string? message)
    {
        var problems = JsonSchema.Compile(JsonReader.Read(schema)).Validate(JsonReader.Read(instance));
        if (pointer is null)
        {
            Assert.Empty(problems);
            return;
        }
        var problem = Assert.Single(problems);
        Assert.Equal(pointer, problem.Pointer);
        Assert.Contains(message!, problem.Message);
    }

    [Theory]
    [InlineData("""{"type":"text"}""", "unknown type 'text'")]
    [InlineData("""{"pattern":"("}""", "is not a regular expression")]
    [InlineData("""{"properties":{"a":1}}""", "a schema must be a map or a boolean")]
    [InlineData("""{"minItems":"x"}""", "needs a whole number")]
    public void RefusesWhatIsNoSchema(string schema, string message) =>
        Assert.Contains(message, Assert.Throws<JsonSchemaException>(() => JsonSchema.Compile(JsonReader.Read(schema))).Message);

    [Theory]
    [InlineData("""{"$ref":"#/nowhere"}""", "points nowhere")]
    [InlineData("""{"$ref":"https://example.com/x.json"}""", "points outside the document")]
    [InlineData("""{"$ref":"#"}""", "refers to itself without end")]
    public void RefusesReferencesThatLeadNowhere(string schema, string message) => Assert.Contains(message,
        Assert.Throws<JsonSchemaException>(() => JsonSchema.Compile(JsonReader.Read(schema)).Validate(NullNode.Instance)).Message);

    [Fact]
    public void ProblemsKnowTheirPlace()
    {
        var value = new StringNode("x", new SourceMark("dev.yaml", 3, 7));
        var map = new MapNode([KeyValuePair.Create<string, Node>("a", value)]);
        var problem = Assert.Single(JsonSchema.Compile(JsonReader.Read("""{"properties":{"a":{"type":"integer"}}}""")).Validate(map));
        Assert.Equal(new SourceMark("dev.yaml", 3, 7), problem.Mark);
        Assert.Equal("/properties/a/type", problem.SchemaPointer);
    }

    [Fact]
    public void The_first_who_validate_at_once_see_whole_rules()
    {
        // The rule behind the reference takes a while to make: its last keyword is the one that refuses.
        var properties = string.Join(",", Enumerable.Range(0, 40).Select(i => $"\"p{i}\":{{\"pattern\":\"^a{i}+$\"}}"));
        var document = JsonReader.Read("{\"$ref\":\"#/$defs/a\",\"$defs\":{\"a\":{\"properties\":{" + properties + "},\"required\":[\"missing\"]}}}");
        for (var round = 0; round < 50; round++)
        {
            var schema = JsonSchema.Compile(document);
            using var together = new Barrier(4);
            var problems = new int[4];
            var threads = Enumerable.Range(0, 4).Select(i => new Thread(() =>
            {
                together.SignalAndWait();
                problems[i] = schema.Validate(MapNode.Empty).Count;
            })).ToList();
            threads.ForEach(thread => thread.Start());
            threads.ForEach(thread => thread.Join());
            Assert.Equal([1, 1, 1, 1], problems);
        }
    }
}
