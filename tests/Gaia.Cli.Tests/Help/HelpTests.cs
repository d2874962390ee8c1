namespace Gaia.Cli.Tests.Help;

public sealed class HelpTests : IDisposable
{
    private readonly SampleRepository sample = new();

    public void Dispose() => sample.Dispose();

    [Theory]
    [InlineData("root", "--help")]
    [InlineData("terraform", "help terraform")]
    [InlineData("terraform-plan", "terraform plan --help")]
    [InlineData("terraform-apply", "terraform apply --help")]
    [InlineData("terraform-output", "terraform output --help")]
    [InlineData("terraform-shell", "terraform shell --help")]
    [InlineData("list-instances", "list instances -h")]
    [InlineData("serve", "serve --help")]
    [InlineData("context", "context --help")]
    [InlineData("context-set", "help context set")]
    [InlineData("state", "state --help")]
    [InlineData("state-diff", "state diff --help")]
    [InlineData("manifest", "manifest --help")]
    [InlineData("manifest-generate", "help manifest generate")]
    [InlineData("demo", "demo --help")]
    [InlineData("demo-seed", "help demo seed")]
    public async Task Help_fits_eighty_columns_and_stays_as_it_was(string name, string line)
    {
        var run = await sample.GaiaAsync(line.Split(' '));
        Assert.Equal(0, run.ExitCode);
        Assert.All(run.Out.Split('\n'), text => Assert.True(text.Length <= 80, text));
        Approved.Check(name, run.Out);
    }

    [Fact]
    public async Task No_command_shows_the_help_and_a_group_alone_is_wrong_use()
    {
        Assert.Equal((await sample.GaiaAsync("--help")).Out, (await sample.GaiaAsync()).Out);
        var group = await sample.GaiaAsync("describe");
        Assert.Equal((1, ""), (group.ExitCode, group.Out));
        Assert.Contains("dependents", group.Error);
    }

    [Fact]
    public async Task Help_for_a_command_that_is_not_there_is_refused()
    {
        var run = await sample.GaiaAsync("help", "lits");
        Assert.Equal((1, ""), (run.ExitCode, run.Out));
        Assert.Contains("Did you mean `gaia list`?", run.Error);
    }

    [Fact]
    public async Task The_version_is_a_line()
    {
        Assert.Matches(@"^gaia \d+\.\d+\.\d+\n$", (await sample.GaiaAsync("--version")).Out);
        Assert.Equal((await sample.GaiaAsync("--version")).Out, (await sample.GaiaAsync("version")).Out);
    }
}
