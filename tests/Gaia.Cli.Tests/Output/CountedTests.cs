using Gaia.Cli.Output;

namespace Gaia.Cli.Tests.Output;

public sealed class CountedTests
{
    [Theory]
    [InlineData(0, "0 runs")]
    [InlineData(1, "1 run")]
    [InlineData(2, "2 runs")]
    public void One_is_singular(int count, string words) => Assert.Equal(words, Counted.Of(count, "run"));

    [Fact]
    public void A_plural_may_be_given() => Assert.Equal("2 entries", Counted.Of(2, "entry", "entries"));
}
