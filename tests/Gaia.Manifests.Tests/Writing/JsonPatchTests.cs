using CsCheck;
using Gaia.Documents.Nodes;
using Gaia.Documents.Yaml;
using Gaia.Manifests.Writing;

namespace Gaia.Manifests.Tests.Writing;

public sealed class JsonPatchTests
{
    private static readonly Gen<Node> Scalar = Gen.OneOf(Gen.Int[0, 3].Select(number => (Node)new IntNode(number)), Gen.OneOf("a", "b").Select(text => (Node)new StringNode(text)));

    private static readonly Gen<Node> Document = Tree(3);

    [Fact]
    public void A_patch_turns_any_document_into_any_other() => Gen.Select(Document, Document).Sample((from, to) =>
        Assert.True(to.Equals(Apply(from, JsonPatch.Between(from, to)))));

    [Fact]
    public void Variables_are_changed_one_by_one() => Assert.Equal("""
        - op: remove
          path: /env/1
        - op: add
          path: /env/0
          value:
            name: A
        - op: replace
          path: /env/1/value
          value: "2"

        """, Patch("env: [{name: B, value: '1'}, {name: C}, {name: D}]", "env: [{name: A}, {name: B, value: '2'}, {name: D}]"));

    [Fact]
    public void Slashes_and_tildes_of_keys_are_escaped() => Assert.Equal("""
        - op: remove
          path: /a~1b~0c

        """, Patch("{a/b~c: 1, d: 2}", "d: 2"));

    [Fact]
    public void A_list_of_texts_is_replaced_whole() => Assert.Equal("""
        - op: replace
          path: /args
          value:
            - a
            - c

        """, Patch("args: [a, b]", "args: [a, c]"));

    private static string Patch(string from, string to) => YamlForm.Plain.Text(JsonPatch.Between(YamlReader.Read(from), YamlReader.Read(to)));

    private static Gen<Node> Tree(int depth)
    {
        if (depth == 0) return Scalar;
        var below = Tree(depth - 1);
        var map = Gen.Dictionary(Gen.OneOf("a", "b", "c/d", "e~f"), below)[0, 3].Select(entries => (Node)new MapNode([.. entries.OrderBy(entry => entry.Key, StringComparer.Ordinal)]));
        var named = Gen.Dictionary(Gen.OneOf("x", "y", "z"), below)[0, 3].Select(entries =>
            (Node)new ListNode([.. entries.Select(entry => new MapNode([new("name", new StringNode(entry.Key)), new("value", entry.Value)]))]));
        return Gen.OneOf(Scalar, map, named, below.List[0, 3].Select(items => (Node)new ListNode(items)));
    }

    private static Node Apply(Node document, ListNode patch) => patch.Cast<MapNode>().Aggregate(document, (node, operation) =>
        Apply(node, [.. operation.Text("path")!.Split('/').Skip(1).Select(key => key.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))],
            operation.Text("op")!, operation["value"]));

    private static Node Apply(Node node, string[] path, string operation, Node? value)
    {
        if (path.Length == 0) return value!;
        if (node is MapNode map) return path.Length == 1 && operation == "remove" ? map.Without(path[0]) : map.With(path[0], path.Length == 1 ? value! : Apply(map[path[0]]!, path[1..], operation, value));
        var list = ((ListNode)node).ToList();
        var at = int.Parse(path[0], System.Globalization.CultureInfo.InvariantCulture);
        if (path.Length > 1 || operation == "replace") list[at] = Apply(list[at], path[1..], operation, value);
        else if (operation == "add") list.Insert(at, value!);
        else list.RemoveAt(at);
        return new ListNode(list);
    }
}
