using CsCheck;
using Gaia.Documents;
using Gaia.Documents.Nodes;
using Gaia.Documents.Tests;
using Gaia.Stacks.Describe;
using Gaia.Stacks.Merging;

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
            catch (DocumentException fault)
            {
                Assert.NotEmpty(fault.Message);
            }
        }, iter: 500, threads: 1);
    }
}
