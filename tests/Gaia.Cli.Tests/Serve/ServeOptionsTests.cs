namespace Gaia.Cli.Tests.Serve;

public sealed class ServeOptionsTests : IDisposable
{
    private readonly ServeFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("--processes --containers", "--processes and --containers exclude each other")]
    [InlineData("--stop --watch", "--stop and --watch exclude each other")]
    [InlineData("--status --clean", "--status and --clean exclude each other")]
    [InlineData("--status --stop", "--status and --stop exclude each other")]
    [InlineData("--yes", "--yes answers the question of --clean")]
    [InlineData("--format json", "--format goes with --status or --detach")]
    [InlineData("--aws azure", "--aws knows only `local`, not `azure`")]
    [InlineData("--port 0", "--port is a number from 1 to 65535")]
    [InlineData("--port 65536", "--port is a number from 1 to 65535")]
    [InlineData("--port http", "--port is a number from 1 to 65535, not `http`")]
    [InlineData("--port -1", "--port is a number from 1 to 65535")]
    public async Task Options_that_do_not_fit_are_refused(string options, string says)
    {
        var run = await CliRun.OfAsync(["serve", .. options.Split(' ')], directory: folder.Root);
        Assert.Equal((1, ""), (run.ExitCode, run.Out));
        Assert.Contains(says, run.Error);
        Assert.Contains("gaia serve --help", run.Error);
    }

    [Theory]
    [InlineData("--stop")]
    [InlineData("--status")]
    public async Task Where_nothing_runs_there_is_nothing_to_ask(string question)
    {
        var run = await CliRun.OfAsync(["serve", question, "--data-folder", folder.Root]);
        Assert.Equal((1, ""), (run.ExitCode, run.Out));
        Assert.Contains($"Nothing runs on {folder.Root}.", run.Error);
    }

    [Fact]
    public async Task A_data_folder_may_be_relative_and_stand_in_the_environment()
    {
        var run = await CliRun.OfAsync(["serve", "--status"], new Dictionary<string, string> { ["GAIA_APPHOST_DATA"] = "data" }, folder.Root);
        Assert.Contains($"Nothing runs on {folder.Root}/data.", run.Error);
    }
}
