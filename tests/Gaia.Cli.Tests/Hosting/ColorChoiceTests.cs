using Gaia.Cli.Hosting;

namespace Gaia.Cli.Tests.Hosting;

public sealed class ColorChoiceTests
{
    [Theory]
    [InlineData(true, "", "", true)]
    [InlineData(false, "", "", false)]
    [InlineData(true, "--no-color", "", false)]
    [InlineData(false, "--force-color", "", true)]
    [InlineData(true, "", "NO_COLOR=1", false)]
    [InlineData(false, "--force-color", "NO_COLOR=1", false)]
    [InlineData(true, "", "TERM=dumb", false)]
    [InlineData(false, "", "CLICOLOR_FORCE=1", true)]
    public void Colours_are_for_terminals_unless_somebody_decides(bool terminal, string flag, string variable, bool colored)
    {
        var environment = variable.Split('=') is [var name, var value] ? new Dictionary<string, string> { [name] = value } : [];
        Assert.Equal(colored, ColorChoice.Decide(flag.Length > 0 ? [flag] : [], environment, terminal));
    }
}
