using Gaia.Documents.Json;
using Gaia.Documents.Nodes;

namespace Gaia.Documents.Tests.Json;

public sealed class JsonReaderTests
{
    [Fact]
    public void Every_node_knows_its_line_and_column()
    {
        var map = (MapNode)JsonReader.ReadMarked("{\n  \"ä\": \"é\", \"b\": [true,\n    {\"c\": 1}]\n}", "x.json");
        Assert.Equal(new SourceMark("x.json", 1, 1), map.Mark);
        Assert.Equal(new SourceMark("x.json", 2, 8), map["ä"]!.Mark);
        var list = (ListNode)map["b"]!;
        Assert.Equal(new SourceMark("x.json", 2, 18), list.Mark);
        Assert.Equal(new SourceMark("x.json", 2, 19), list[0].Mark);
        Assert.Equal(new SourceMark("x.json", 3, 5), list[1].Mark);
        Assert.Equal(new SourceMark("x.json", 3, 11), ((MapNode)list[1])["c"]!.Mark);
    }

    [Fact]
    public void A_byte_order_mark_is_passed_over() =>
        Assert.Equal(new SourceMark("x.json", 1, 2), ((ListNode)JsonReader.ReadMarked("\uFEFF[1]", "x.json"))[0].Mark);

    [Theory]
    [InlineData("", "json.syntax", "x.json:1:1: It is not JSON: it is empty.")]
    [InlineData("{\n  \"a\": }", "json.syntax", "x.json:2:8: It is not JSON: '}' is an invalid start of a value.")]
    [InlineData("{\"a\": [1]", "json.syntax", "x.json:1:10: It is not JSON: it ends before everything that was opened is closed.")]
    [InlineData("{\"äö\": nul", "json.syntax", "x.json:1:11: It is not JSON: 'nul' is an invalid JSON literal. Expected the literal 'null'.")]
    [InlineData("{\"a\": 1,\n \"a\": 2}", "json.duplicate-name", "x.json:2:2: \"a\" stands twice in the same object.")]
    public void A_fault_has_file_line_and_column(string text, string code, string said)
    {
        var fault = Assert.Throws<DocumentException>(() => JsonReader.ReadMarked(text, "x.json"));
        Assert.Equal((code, said), (fault.Code, fault.Describe()));
    }
}
