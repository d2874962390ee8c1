using System.Text;
using Gaia.Documents.Nodes;
using Gaia.Documents.Yaml;

namespace Gaia.Documents.Tests.Yaml;

public sealed class YamlReaderTests
{
    private static readonly YamlOptions Options = new() { File = "f.yaml", RefuseUnknownFunctions = true };

    [Theory]
    [InlineData("a: 1\nb: 2\na: 3\n", "yaml.duplicate-key", 3, 1)]
    [InlineData("a:\n\tb: 1\n", "yaml.tab", 2, 1)]
    [InlineData("a:\n  b:\n    c:\n      d: 1\n\tx: 1\n", "yaml.tab", 5, 1)]
    [InlineData("a: [1, 2\nb: 3\n", "yaml.syntax", 1, 6)]
    [InlineData("a: \"open\n", "yaml.syntax", 1, 4)]
    [InlineData("a: *none\n", "yaml.unknown-alias", 1, 4)]
    [InlineData("a: &x [*x]\n", "yaml.alias-cycle", 1, 8)]
    [InlineData("a: !envv X\n", "yaml.unknown-function", 1, 4)]
    [InlineData("a:\n  ? [1]\n  : 2\n", "yaml.key", 2, 5)]
    [InlineData("a: {<<: 1}\n", "yaml.merge-key", 1, 5)]
    [InlineData("a: !!int no\n", "yaml.tag", 1, 4)]
    public void Refuses_with_place(string text, string code, int line, int column)
    {
        var fault = Assert.Throws<DocumentException>(() => YamlReader.Read(text, Options));
        Assert.Equal((code, "f.yaml", line, column), (fault.Code, fault.Mark.File, fault.Mark.Line, fault.Mark.Column));
    }

    [Fact]
    public void Suggests_the_function_that_was_meant() =>
        Assert.Contains("did you mean !terraform.state?", Assert.Throws<DocumentException>(() => YamlReader.Read("a: !terraform.stat x", Options)).Message);

    [Fact]
    public void Bounds_depth()
    {
        var fault = Assert.Throws<DocumentException>(() => YamlReader.Read(new string('[', 10_000) + new string(']', 10_000), Options));
        Assert.Equal("yaml.too-deep", fault.Code);
    }

    [Fact]
    public void Bounds_aliases_that_multiply()
    {
        var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (var i = 1; i < 12; i++)
            bomb.Append($"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]\n");
        var fault = Assert.Throws<DocumentException>(() => YamlReader.Read(bomb.ToString(), Options));
        Assert.Equal("yaml.too-many-nodes", fault.Code);
    }

    [Fact]
    public void Bounds_size()
    {
        var fault = Assert.Throws<DocumentException>(() => YamlReader.Read(new byte[50 * 1024 * 1024], Options));
        Assert.Equal("yaml.too-large", fault.Code);
    }

    [Fact]
    public void Refuses_other_encodings_where_they_start()
    {
        var fault = Assert.Throws<DocumentException>(() => YamlReader.Read([.. "a: 1\nb: "u8, 0xE9, .. "\n"u8], Options));
        Assert.Equal(("yaml.not-utf8", 2, 4), (fault.Code, fault.Mark.Line, fault.Mark.Column));
    }

    [Fact]
    public void Reads_windows_line_ends_and_a_byte_order_mark() =>
        Assert.Equal(YamlReader.Read("a: 1\nb: |\n  x\n  y\n"), YamlReader.Read([0xEF, 0xBB, 0xBF, .. "a: 1\r\nb: |\r\n  x\r\n  y\r\n"u8]));

    [Fact]
    public void Keeps_tags_as_text()
    {
        var map = (MapNode)YamlReader.Read("a: !env  HOME \nb: !unset\nc: !literal '{{ x }}'\nd: !append [1]\ne: !!str 1\nf: ! 2\n");
        Assert.Equal("!env HOME", map.Text("a"));
        Assert.Equal("!unset", map.Text("b"));
        Assert.True(map["c"] is StringNode { IsLiteral: true });
        Assert.True(map["d"] is ListNode { Appends: true });
        Assert.Equal(("1", "2"), (map.Text("e"), map.Text("f")));
    }

    [Fact]
    public void Marks_where_things_stand()
    {
        var map = (MapNode)YamlReader.Read("a:\n  b: x\n  c: [1, 2]\n", Options);
        Assert.Equal(new SourceMark("f.yaml", 2, 6), map.At("a", "b")!.Mark);
        Assert.Equal(new SourceMark("f.yaml", 3, 10), ((ListNode)map.At("a", "c")!)[1].Mark);
    }

    [Fact]
    public void Shares_what_aliases_name()
    {
        var map = (MapNode)YamlReader.Read("a: &x {k: [1]}\nb: *x\n");
        Assert.Same(map["a"], map["b"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing\n")]
    [InlineData("---\n")]
    [InlineData("---\n---\na: 1\n")]
    public void Reads_nothing_as_null(string text) => Assert.IsType<NullNode>(YamlReader.Read(text));

    [Fact]
    public void Reads_every_document() => Assert.Equal(3, YamlReader.ReadAll("a: 1\n---\nb: 2\n---\n- 3\n").Count);
}
