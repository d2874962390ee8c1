namespace Gaia.ProcessHost.Tests.Model;

public sealed class ResourceNameTests
{
    [Theory]
    [InlineData("api")]
    [InlineData("idp-api2")]
    public void Good_names_pass(string name) => Assert.Equal(name, ResourceName.Checked(name));

    [Theory]
    [InlineData("")]
    [InlineData("2api")]
    [InlineData("api-")]
    [InlineData("a--b")]
    [InlineData("a_b")]
    public void Bad_names_are_named(string name) =>
        Assert.Contains($"'{name}'", Assert.Throws<ArgumentException>(() => ResourceName.Checked(name)).Message);

    [Fact]
    public void Two_resources_cannot_share_a_name()
    {
        var builder = DistributedApplicationTestingBuilder.Create();
        builder.AddExecutable("one", "sleep", ".", "1");
        var refusal = Assert.Throws<DistributedApplicationException>(() => builder.AddExecutable("ONE", "sleep", ".", "1"));
        Assert.Contains("'ONE'", refusal.Message);
    }
}
