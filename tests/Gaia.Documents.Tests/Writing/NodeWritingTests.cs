using CsCheck;
using Gaia.Documents.Nodes;
using Gaia.Documents.Writing;
using Gaia.Documents.Yaml;

namespace Gaia.Documents.Tests.Writing;

public sealed class NodeWritingTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("", "\"\"")]
    [InlineData("yes", "\"yes\"")]
    [InlineData("null", "\"null\"")]
    [InlineData("1.10", "\"1.10\"")]
    [InlineData("0x1f", "\"0x1f\"")]
    [InlineData("12:30", "\"12:30\"")]
    [InlineData("2024-01-02", "\"2024-01-02\"")]
    [InlineData("1.2.3", "1.2.3")]
    [InlineData("10.0.0.0/16", "10.0.0.0/16")]
    [InlineData("a: b", "'a: b'")]
    [InlineData("a:b", "a:b")]
    [InlineData("a #b", "'a #b'")]
    [InlineData("a#b", "a#b")]
    [InlineData("- a", "'- a'")]
    [InlineData("-a", "-a")]
    [InlineData("{{ .x }}", "'{{ .x }}'")]
    [InlineData("!env X", "'!env X'")]
    [InlineData("it's", "it's")]
    [InlineData("'it'", "'''it'''")]
    [InlineData(" padded ", "' padded '")]
    [InlineData("a\tb", "\"a\\tb\"")]
    [InlineData("\u0007", "\"\\a\"")]
    [InlineData("*", "'*'")]
    public void A_string_is_quoted_only_where_it_must_be(string value, string written) => Assert.Equal(written, YamlScalar.Inline(value));

    [Theory]
    [InlineData("one\ntwo\n", "|\n  one\n  two\n")]
    [InlineData("one\ntwo", "|-\n  one\n  two\n")]
    [InlineData("one\n\n", "|+\n  one\n\n")]
    [InlineData("  one\ntwo", "|2-\n    one\n  two\n")]
    [InlineData("one \ntwo", "\"one \\ntwo\"\n")]
    public void Text_of_several_lines_is_a_block(string value, string written) =>
        Assert.Equal("k: " + written, NodeYaml.Write(new MapNode([new("k", new StringNode(value))])));

    [Fact]
    public void Maps_and_lists_are_indented_by_two_and_keys_sorted_with_their_numbers() => Assert.Equal(
        """
        empty: {}
        item2:
          - a
          - b: 1
            c:
              - d
          - - e
            - f
        item10: []

        """,
        NodeYaml.Write(YamlReader.Read("{item10: [], item2: [a, {c: [d], b: 1}, [e, f]], empty: {}}")));

    [Theory]
    [InlineData(1.0, "1", "1")]
    [InlineData(0.1, "0.1", "0.1")]
    [InlineData(1234567.0, "1234567", "1.234567e+06")]
    [InlineData(1e21, "1e+21", "1e+21")]
    [InlineData(0.00001, "0.00001", "1e-05")]
    [InlineData(1e-7, "1e-7", "1e-07")]
    [InlineData(-2.50, "-2.5", "-2.5")]
    [InlineData(100.25, "100.25", "100.25")]
    public void Numbers_are_written_as_Go_does(double value, string json, string general) =>
        Assert.Equal((json, general), (GoFloat.Json(value), GoFloat.Yaml(value)));

    [Fact]
    public void Json_has_sorted_keys_and_escapes_html() => Assert.Equal(
        "{\n  \"B\": 1,\n  \"a\": [\n    \"\\u003cx\\u003e\",\n    {}\n  ]\n}",
        NodeJson.Write(YamlReader.Read("{a: ['<x>', {}], B: 1}")));

    [Fact]
    public void What_is_written_as_yaml_is_read_back()
    {
        var text = Gen.Char[" :#-'\"\n\tab1{}[]&*%@`,?|>~.=\u00e9\u0001"].Array[0, 10].Select(characters => new string(characters));
        text.Sample(value =>
        {
            var map = new MapNode([new("k", new StringNode(value)), new("l", new ListNode([new StringNode(value)]))]);
            return YamlReader.Read(NodeYaml.Write(map)).Equals(map) ? true : throw new InvalidOperationException($"{NodeJson.Write(map)}\nwas written\n{NodeYaml.Write(map)}");
        }, iter: 20_000);
    }
}
