namespace Gaia.ProcessHost.Tests.Model;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("--clean --aws local", "--clean=true --aws local")]
    [InlineData("--aws local --watch", "--aws local --watch=true")]
    [InlineData("--output-path x.json --publisher manifest", "--output-path x.json --publisher manifest")]
    [InlineData("--Parameters:key=value --clean", "--Parameters:key=value --clean=true")]
    [InlineData("", "")]
    public void Flags_get_a_value(string given, string expected) =>
        Assert.Equal(
            expected.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            CommandLine.WithFlagValues(given.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
}
