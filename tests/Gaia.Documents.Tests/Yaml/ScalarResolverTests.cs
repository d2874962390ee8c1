using Gaia.Documents.Nodes;
using Gaia.Documents.Yaml;

namespace Gaia.Documents.Tests.Yaml;

public sealed class ScalarResolverTests
{
    [Theory]
    [InlineData("", "null")]
    [InlineData("~", "null")]
    [InlineData("NULL", "null")]
    [InlineData("nUll", "string")]
    [InlineData("true", "bool")]
    [InlineData("yes", "string")]
    [InlineData("off", "string")]
    [InlineData("0", "int")]
    [InlineData("-0", "int")]
    [InlineData("+12", "int")]
    [InlineData("-9223372036854775808", "int")]
    [InlineData("9223372036854775808", "float")]
    [InlineData("0b101", "int")]
    [InlineData("0o17", "int")]
    [InlineData("08", "float")]
    [InlineData("1_000", "int")]
    [InlineData("_", "string")]
    [InlineData("0x", "string")]
    [InlineData("1.", "float")]
    [InlineData(".5", "float")]
    [InlineData(".", "string")]
    [InlineData("1e", "string")]
    [InlineData("-.inf", "float")]
    [InlineData("1.2.3", "string")]
    [InlineData("12:30", "string")]
    [InlineData("e5", "string")]
    [InlineData("nan", "string")]
    [InlineData("2020-13-40", "string")]
    [InlineData("{{ .x }}", "string")]
    public void Means(string text, string kind) => Assert.Equal(kind, ScalarResolver.Resolve(text, default).Kind);

    [Theory]
    [InlineData("0755", 493)]
    [InlineData("0xFF", 255)]
    [InlineData("-0x10", -16)]
    [InlineData("0b11", 3)]
    [InlineData("1_0", 10)]
    public void Counts(string text, long value) => Assert.Equal(new IntNode(value), ScalarResolver.Resolve(text, default));

    [Theory]
    [InlineData("2012-10-17", "2012-10-17T00:00:00Z")]
    [InlineData("2012-1-7", "2012-01-07T00:00:00Z")]
    [InlineData("2012-10-17T10:20:30Z", "2012-10-17T10:20:30Z")]
    [InlineData("2012-10-17T10:20:30.5+02:00", "2012-10-17T10:20:30.5+02:00")]
    [InlineData("2012-10-17 10:20:30", "2012-10-17T10:20:30Z")]
    [InlineData("20121017", "20121017")]
    public void Reads_dates(string text, string value) => Assert.Equal(value, ScalarResolver.Resolve(text, default).ToString());
}
