namespace Gaia.Cli.Tests.Completion;

public sealed class CompletionTests : IDisposable
{
    private readonly SampleRepository sample = new();

    public void Dispose() => sample.Dispose();

    [Theory]
    [InlineData("gaia terraform pl", "plan")]
    [InlineData("gaia terraform plan app -s ", "prod")]
    [InlineData("gaia describe component ", "network")]
    [InlineData("gaia list stacks --format ", "yaml")]
    public async Task The_shell_is_offered_commands_stacks_components_and_values(string line, string offered)
    {
        var run = await sample.GaiaAsync($"[suggest:{line.Length}]", line);
        Assert.Contains(offered, run.Out.Split('\n'));
    }

    [Theory]
    [InlineData("bash", "complete -o default -F _gaia gaia")]
    [InlineData("zsh", "compdef _gaia gaia")]
    [InlineData("fish", "complete -c gaia")]
    public async Task A_script_hooks_it_in(string shell, string line) => Assert.Contains(line, (await sample.GaiaAsync("completion", shell)).Out);
}
