using CsCheck;
using Gaia.Documents.Nodes;
using Gaia.Manifests.Objects;

namespace Gaia.Manifests.Tests.Objects;

public sealed class QuantityTests
{
    [Theory]
    [InlineData("0.1", "100m")]
    [InlineData("1", "1000m")]
    [InlineData("1Gi", "1073741824")]
    [InlineData("1.5Gi", "1536Mi")]
    [InlineData("1e3", "1k")]
    [InlineData("1E3", "1000")]
    [InlineData("1E", "1000P")]
    [InlineData("2.50", "2500m")]
    [InlineData("100n", "0.1u")]
    [InlineData("-1", "-1000m")]
    [InlineData("+1", "1")]
    [InlineData("5.", "5")]
    [InlineData(".5", "500m")]
    [InlineData("0", "0Mi")]
    [InlineData("1e-3", "1m")]
    [InlineData("0.1n", "1n")]
    public void Equal_values_are_equal(string one, string other)
    {
        Assert.True(Quantity.TryParse(one, out var first));
        Assert.True(Quantity.TryParse(other, out var second));
        Assert.Equal(first, second);
    }

    [Theory]
    [InlineData("7Gi", "6.5Gi", "512Mi")]
    [InlineData("1025Mi", "1Gi", "1Mi")]
    [InlineData("3000000001", "3G", "1")]
    public void Amounts_are_added(string sum, params string[] amounts) => Assert.Equal(sum, Quantity.Sum(amounts));

    [Theory]
    [InlineData("1M", "1Mi")]
    [InlineData("1", "1m")]
    [InlineData("1G", "1000Mi")]
    public void Others_are_not(string one, string other)
    {
        Assert.True(Quantity.TryParse(one, out var first));
        Assert.True(Quantity.TryParse(other, out var second));
        Assert.NotEqual(first, second);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Gi")]
    [InlineData("1GB")]
    [InlineData("1 Gi")]
    [InlineData("one")]
    [InlineData("1.2.3")]
    [InlineData("1e")]
    [InlineData("1e99999999")]
    [InlineData(".")]
    public void What_is_no_quantity_is_none(string text) => Assert.False(Quantity.TryParse(text, out _));

    [Fact]
    public void Numbers_of_YAML_are_quantities()
    {
        Assert.True(Quantity.TryParse(new FloatNode(0.1), out var real));
        Assert.True(Quantity.TryParse(new StringNode("100m"), out var text));
        Assert.Equal(text, real);
        Assert.False(Quantity.TryParse(new BoolNode(true), out _));
    }

    [Fact]
    public void A_thousandth_of_any_number_is_its_milli() => Gen.Int.Sample(number =>
        Quantity.TryParse($"{number}m", out var milli) && Quantity.TryParse($"{number}e-3", out var power) && milli == power);
}
