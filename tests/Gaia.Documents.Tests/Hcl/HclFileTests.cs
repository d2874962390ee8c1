using Gaia.Documents.Hcl;
using Gaia.Documents.Nodes;
using Gaia.Documents.Writing;

namespace Gaia.Documents.Tests.Hcl;

public class HclFileTests
{
    [Theory]
    [InlineData("a = 1\nb = \"x\"\nc = true\nd = null\ne = -1.5e2", """{"a":1,"b":"x","c":true,"d":null,"e":-150}""")]
    [InlineData("# one\n// two\n/* three\n */ a = 1 # end\n", """{"a":1}""")]
    [InlineData("l = [1, \"two\", [3],]\nm = {\n  a = 1\n  \"b c\" = 2,\n  d : 3\n}", """{"l":[1,"two",[3]],"m":{"a":1,"b c":2,"d":3}}""")]
    [InlineData("l = [\n  1,\n  2\n]\n", """{"l":[1,2]}""")]
    [InlineData("s = \"a\\n\\t\\\"\\\\ \\u00e9 $${x} %%{y}\"", "{\"s\":\"a\\n\\t\\\"\\\\ é ${x} %{y}\"}")]
    [InlineData("h = <<EOT\n  a\n b\nEOT\nk = 1", """{"h":"  a\n b\n","k":1}""")]
    [InlineData("h = <<-EOT\n    a\n      b\n    EOT\n", """{"h":"a\n  b\n"}""")]
    [InlineData("resource \"aws_vpc\" \"main\" {\n  cidr = \"10.0.0.0/16\"\n  tags = { a = \"b\" }\n}", """{"resource":{"aws_vpc":{"main":{"cidr":"10.0.0.0/16","tags":{"a":"b"}}}}}""")]
    [InlineData("rule {\n a = 1\n}\nrule {\n a = 2\n}\n", """{"rule":[{"a":1},{"a":2}]}""")]
    [InlineData("block {}\r\nx = 1\r\n", """{"block":{},"x":1}""")]
    [InlineData("(a) = 1", "error")]
    [InlineData("l : [\n  {\n    hyphenated-name : [\n \"x\"\n ]\n  }\n]\n", """{"l":[{"hyphenated-name":["x"]}]}""")]
    [InlineData("", "{}")]
    public void Reads(string text, string expected)
    {
        if (expected == "error") Assert.Throws<HclException>(() => HclFile.Parse(text));
        else Assert.Equal(expected, NodeJson.Write(HclFile.Parse(text), 0, escapeHtml: false));
    }

    [Theory]
    [InlineData(100)]
    [InlineData(100_000)]
    public void A_block_has_a_few_labels(int labels) =>
        Assert.Contains("at most 64 labels", Assert.Throws<HclException>(() => HclFile.Parse($"a{string.Concat(Enumerable.Repeat(" b", labels))} {{ c = 1 }}")).Message);

    [Fact]
    public void ValuesKnowWhereTheyStand()
    {
        var file = HclFile.Parse("a = 1\nm = {\n  k = \"v\"\n}\n", "dev.tfvars");
        Assert.Equal(new SourceMark("dev.tfvars", 3, 7), ((MapNode)file["m"]!)["k"]!.Mark);
    }

    [Theory]
    [InlineData("a = ", 1, 5, "expected a value")]
    [InlineData("a = 1\nb = \"x", 2, 5, "string without closing quote")]
    [InlineData("a = [1\nb = 2", 2, 1, "expected \",\"")]
    [InlineData("a = 1\na = 2", 2, 1, "set twice")]
    [InlineData("a = var.x", 1, 5, "\"var\" is not a plain value")]
    [InlineData("a = \"${var.x}\"", 1, 5, "interpolation is not possible here")]
    [InlineData("a = 1 + 2", 1, 7, "only plain values are possible here")]
    [InlineData("a = <<EOT\nx\n", 1, 5, "heredoc without a closing line EOT")]
    [InlineData("/* x", 1, 1, "comment without */")]
    [InlineData("a {\n b = 1\n", 3, 1, "expected a name")]
    [InlineData("a = \"\\q\"", 1, 5, "unknown escape \\q")]
    [InlineData("a = 1 b = 2", 1, 7, "")]
    public void NamesFileLineAndColumn(string text, int line, int column, string reason)
    {
        var fault = Assert.Throws<HclException>(() => HclFile.Parse(text, "x.tfvars"));
        Assert.Equal(new SourceMark("x.tfvars", line, column), fault.Mark);
        Assert.Contains(reason, fault.Message);
    }

    [Fact]
    public void DeepNestingIsRefusedNotFatal() =>
        Assert.Contains("nested too deeply", Assert.Throws<HclException>(() => HclFile.Parse("a = " + new string('[', 200_000))).Message);

    [Fact]
    public void ReadsAComponentsFilesLoosely()
    {
        var body = HclFile.ParseLoosely("""
            variable "region" {
              type        = string
              description = "where"
              default     = local.x ? "a" : "b"
            }
            output "id" { value = aws_vpc.main[0].id }
            module "vpc" {
              source = "./modules/vpc"
              for_each = { for k, v in var.x : k => v if v != "}" }
            }
            resource "x" "y" {
              name = "a-${join(",", ["b"])}"
              list = [for s in var.l : upper(s)]
            }
            """);
        Assert.Equal("${string}", ((StringNode)((MapNode)((MapNode)body["variable"]!)["region"]!)["type"]!).Value);
        Assert.Equal("${local.x ? \"a\" : \"b\"}", ((StringNode)((MapNode)((MapNode)body["variable"]!)["region"]!)["default"]!).Value);
        Assert.Equal("./modules/vpc", ((StringNode)((MapNode)((MapNode)body["module"]!)["vpc"]!)["source"]!).Value);
        Assert.NotNull(body["resource"]);
    }

    // Terraform takes any expression for a key, in parentheses where it would be a plain name.
    [Theory]
    [InlineData("{ (var.a) = 1, b = 2 }", "(var.a) b")]
    [InlineData("{ (each.key) : f({ x = 1 }), \"b\" : 2 }", "(each.key) b")]
    [InlineData("{\n  (a.b[0] == 1 ? \"x\" : \"y\") = 1\n  c = 2\n}", "(a.b[0] == 1 ? \"x\" : \"y\") c")]
    [InlineData("{ upper(\"a\") = 1, \"${x}-b\" = 2, 3 = 4 }", "upper(\"a\") ${x}-b 3")]
    public void Keys_of_an_object_may_be_expressions(string value, string keys) =>
        Assert.Equal(keys, string.Join(' ', ((MapNode)HclFile.ParseLoosely($"a = {value}")["a"]!).Select(entry => entry.Key)));
}
