using CsCheck;
using Gaia.Stacks.Describe;
using Gaia.Stacks.Merging;
using Gaia.Stacks.Nodes;
using Gaia.Stacks.Writing;
using Gaia.Stacks.Yaml;

namespace Gaia.Stacks.Tests.Fuzz;

/// <summary>Whatever comes in, what comes out is an answer or a refusal, and soon.</summary>
public sealed class FuzzTests
{
    private static readonly string[] Pieces =
    [
        "a", "b:", " ", "  ", "\n", "\n  ", "- ", "- - ", "[", "]", "{", "}", ",", ": ", "#", "'", "\"", "|\n", ">-\n", "&x ", "*x", "<<: ", "!env ", "!append ", "!!int ",
        "---\n", "...\n", "\t", "? ", "%YAML 1.2\n", "{{ .a }}", "{{", "}}", "\\", "\0", "é", "\uFEFF", "1", "0x", "~", "import: ", "vars: ", "components: ", "terraform: ", "metadata: ", "inherits: ", "locals: ",
    ];

    private static readonly Gen<string> Text = Gen.OneOf(Pieces).Array[0, 40].Select(string.Concat);

    [Fact]
    public void Any_text_is_read_or_refused() => Text.Sample(text =>
    {
        try
        {
            YamlReader.Read(text);
        }
        catch (StacksInvalidException fault)
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
        catch (StacksInvalidException fault)
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

    [Fact]
    public void Any_maps_merge() => Gen.Select(NodeGen.Map.Array[0, 6], Gen.Int[0, 2]).Sample((maps, lists) =>
        maps.Aggregate(MapNode.Empty, (merged, map) => DeepMerge.Merge(merged, map, (ListStrategy)lists)) is not null);

    [Fact]
    public void Any_manifest_resolves_or_is_refused()
    {
        using var repository = new TestRepository(("stacks/deploy/dev.yaml", ""));
        Text.Sample(text =>
        {
            repository.Write("stacks/deploy/dev.yaml", "vars: {stage: dev}\n" + text);
            try
            {
                DescribeStacks.Of(repository.Open());
            }
            catch (StacksException fault)
            {
                Assert.NotEmpty(fault.Message);
            }
        }, iter: 500, threads: 1);
    }
}
