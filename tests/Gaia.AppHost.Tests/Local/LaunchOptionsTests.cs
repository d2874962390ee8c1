using Gaia.AppHost.Local;

namespace Gaia.AppHost.Tests.Local;

public sealed class LaunchOptionsTests
{
    [Theory]
    [InlineData("--clean --aws local", "--clean=true --aws local")]
    [InlineData("--aws local --watch", "--aws local --watch=true")]
    [InlineData("--publisher manifest --output-path x.json", "--publisher manifest --output-path x.json")]
    [InlineData("--operation publish --step kubernetes-manifests", "--operation publish --step kubernetes-manifests")]
    [InlineData("--Parameters:key=value --clean", "--Parameters:key=value --clean=true")]
    [InlineData("--GAIA_PORT=8081", "--GAIA_PORT=8081")]
    [InlineData("", "")]
    public void Flags_get_a_value(string given, string expected) => Assert.Equal(Words(expected), LaunchOptions.Read(Words(given)));

    [Theory]
    [InlineData("--proceses")]
    [InlineData("--clean --detach")]
    [InlineData("--nosample=true")]
    public void An_unknown_option_is_refused_by_name(string given)
    {
        var refused = Assert.Throws<CannotStartException>(() => LaunchOptions.Read(Words(given)));
        Assert.Contains(Words(given)[^1].Split('=')[0], refused.Message);
        Assert.Contains("--processes", refused.Message);
    }

    private static string[] Words(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
