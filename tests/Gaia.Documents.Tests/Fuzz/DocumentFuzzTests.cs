using CsCheck;
using Gaia.Documents.Nodes;
using Gaia.Documents.Writing;
using Gaia.Documents.Yaml;

namespace Gaia.Documents.Tests.Fuzz;

/// <summary>Whatever comes in, what comes out is an answer or a refusal, and soon.</summary>
public sealed class DocumentFuzzTests
{
    private static readonly string[] Pieces =
    [
        "a", "b:", " ", "  ", "\n", "\n  ", "- ", "- - ", "[", "]", "{", "}", ",", ": ", "#", "'", "\"", "|\n", ">-\n", "&x ", "*x", "<<: ", "!env ", "!append ", "!!int ",
        "---\n", "...\n", "\t", "? ", "%YAML 1.2\n", "{{ .a }}", "{{", "}}", "\\", "\0", "é", "\uFEFF", "1", "0x", "~",
    ];

    private static readonly Gen<string> Text = Gen.OneOf(Pieces).Array[0, 40].Select(string.Concat);

    [Fact]
    public void Any_text_is_read_or_refused() => Text.Sample(text =>
    {
        try
        {
            YamlReader.Read(text);
        }
        catch (DocumentException fault)
        {
            Assert.StartsWith("yaml.", fault.Code);
        }
    }, iter: 5_000);

    [Fact]
    public void Any_bytes_are_read_or_refused() => Gen.Byte.Array[0, 200].Sample(bytes =>
    {
        try
        {
            YamlReader.Read(bytes);
        }
        catch (DocumentException fault)
        {
            Assert.StartsWith("yaml.", fault.Code);
        }
    }, iter: 5_000);

    [Fact]
    public void What_is_written_is_read_back() => NodeGen.Map.Sample(map => YamlReader.Read(NodeYaml.Write(map)).Equals(map), iter: 2_000);

    [Fact]
    public void What_is_written_in_pieces_is_what_is_written_at_once() => NodeGen.Map.Array[0, 400].Sample(maps =>
    {
        var node = MapNode.Empty.With("list", new ListNode(maps)).With("map", new MapNode([.. maps.Select((map, i) => KeyValuePair.Create<string, Node>($"<{i}>\n", map))]));
        var (json, yaml) = (new StringWriter(), new StringWriter());
        NodeJson.Write(node, json);
        NodeYaml.Write(node, yaml);
        return json.ToString() == NodeJson.Write(node) && yaml.ToString() == NodeYaml.Write(node);
    }, iter: 50);
}
