using System.Text;
using Gaia.Cli.Hosting;
using Gaia.Cli.States;

namespace Gaia.Cli.Tests.States;

public sealed class StateDiffTests
{
    private const string Before = """
        {"version": 4, "resources": [
          {"mode": "managed", "type": "aws_vpc", "name": "this", "instances": [{"attributes": {"id": "vpc-1", "tags": {"a": "1", "b": "2"}, "secret": "x"}}]},
          {"module": "module.net", "mode": "managed", "type": "aws_subnet", "name": "s", "instances": [{"index_key": 0, "attributes": {"id": "s-0"}}, {"index_key": "b", "attributes": {"id": "s-b"}}]},
          {"mode": "data", "type": "aws_region", "name": "now", "instances": [{"attributes": {"id": "eu"}}]}
        ]}
        """;

    private const string After = """
        {"version": 4, "resources": [
          {"mode": "managed", "type": "aws_vpc", "name": "this", "instances": [{"attributes": {"id": "vpc-1", "tags": {"b": "2", "a": "1"}, "secret": "y", "new": null}}, {"deposed": "0a1b", "attributes": {"id": "vpc-0"}}]},
          {"module": "module.net", "mode": "managed", "type": "aws_subnet", "name": "s", "instances": [{"index_key": 0, "attributes": {"id": "s-0"}}]},
          {"mode": "data", "type": "aws_region", "name": "now", "instances": [{"attributes": {"id": "eu"}}]}
        ]}
        """;

    [Fact]
    public void Resources_are_found_by_address_and_their_attributes_named()
    {
        var diff = StateDiff.Of(Content(Before), Content(After));
        Assert.Equal(["aws_vpc.this (deposed 0a1b)"], diff.Added);
        Assert.Equal(["module.net.aws_subnet.s[\"b\"]"], diff.Removed);
        var changed = Assert.Single(diff.Changed);
        Assert.Equal("aws_vpc.this", changed.Address);
        Assert.Equal(["new", "secret"], changed.Attributes);
    }

    [Fact]
    public void A_state_is_the_same_as_itself() => Assert.True(StateDiff.Of(Content(Before), Content(Before)).IsEmpty);

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"resources": {}}""")]
    public void What_is_not_a_state_is_refused(string text) => Assert.StartsWith("The state cannot be read: ", Assert.Throws<CliException>(() => Content(text)).Message);

    private static StateContent Content(string text) => StateContent.Parse(Encoding.UTF8.GetBytes(text));
}
