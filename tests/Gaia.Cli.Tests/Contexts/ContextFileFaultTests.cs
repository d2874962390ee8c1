using Gaia.Cli.Contexts;

namespace Gaia.Cli.Tests.Contexts;

/// <summary>Only where there is no file there are no contexts: anything else would let terraform work in place beside what Gaia keeps.</summary>
public sealed class ContextFileFaultTests : IDisposable
{
    private static readonly TimeSpan NoHang = TimeSpan.FromSeconds(30);

    private readonly ContextHome home = new();

    public void Dispose() => home.Dispose();

    [Fact]
    public async Task A_folder_in_its_place_is_refused_by_those_that_read_and_those_that_write()
    {
        Directory.CreateDirectory(home.FilePath);
        foreach (var args in (string[][])[["context", "show"], ["context", "set", "prod", "--url", "https://gaia.example"]])
            await RefusedAsync(args, $"Error: {home.FilePath} is a folder, where a file of contexts is expected.\n  Move it away. `gaia login` writes the file anew.\n");
    }

    [Fact]
    public async Task A_lock_that_is_a_folder_is_refused()
    {
        Directory.CreateDirectory($"{home.FilePath}.lock");
        await RefusedAsync(["context", "set", "prod", "--url", "https://gaia.example"],
            $"Error: Contexts cannot be kept in {home.FilePath}.lock: it is a folder.\n  Correct that, or set HOME or XDG_CONFIG_HOME to a folder of your own.\n");
    }

    [Theory]
    [InlineData("")]
    [InlineData(".lock")]
    public async Task A_FIFO_is_refused_and_never_waited_for(string suffix)
    {
        await NamedPipe.MakeAsync(home.FilePath + suffix);
        var run = await home.GaiaAsync("context", "set", "prod", "--url", "https://gaia.example").WaitAsync(NoHang, TestContext.Current.CancellationToken);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains($" {home.FilePath}{suffix} is neither a file nor a folder but a FIFO", run.Error);
        Assert.DoesNotContain("cannot be read", run.Error);
        Assert.Contains("Correct that, or set HOME", run.Error);
    }

    [Fact]
    public async Task A_link_to_nothing_is_refused_also_above_it()
    {
        Directory.CreateDirectory(home.Folder);
        File.CreateSymbolicLink(home.FilePath, "/nowhere/x.json");
        await RefusedAsync(["context", "show"], $"Error: {home.FilePath} cannot be read: it is a link to /nowhere/x.json, where there is nothing.\n  Remove the link, or put back what it leads to.\n");
        Directory.Delete(home.Folder, recursive: true);
        Directory.CreateSymbolicLink(home.Folder, "/nowhere");
        await RefusedAsync(["context", "show"], $"Error: {home.FilePath} cannot be read: {home.Folder} is a link to /nowhere, where there is nothing.\n  Remove the link, or put back what it leads to.\n");
    }

    [Fact]
    public async Task A_loop_of_links_is_refused_with_advice()
    {
        Directory.CreateDirectory(home.Folder);
        File.CreateSymbolicLink(home.FilePath, home.FilePath);
        var run = await home.GaiaAsync("context", "show");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(home.FilePath, run.Error);
        Assert.Contains("Correct that, or set HOME", run.Error);
    }

    [Fact]
    public void One_that_may_not_be_read_says_so() => Assert.Equal($"{home.FilePath} may not be read, so that nobody knows which context is used.",
        ContextFileFault.Unreadable(home.FilePath, new UnauthorizedAccessException()).Message);

    [Fact]
    public async Task A_home_that_is_no_folder_has_no_contexts()
    {
        home.Environment["XDG_CONFIG_HOME"] = "/dev/null";
        Assert.StartsWith("No context: terraform runs in place.", (await home.GaiaAsync("context", "show")).Out);
    }

    [Theory]
    [InlineData("""{"contexts":7}""", "what is at $.contexts (line 1) is of another kind than expected. Expected is {\"current\":\"NAME\",\"contexts\":{")]
    [InlineData("""{"contexts":{"prod":{"url":"https://gaia.example","role":"king"}}}""", "what is at $.contexts.prod.role (line 1) is of another kind than expected.")]
    [InlineData("""{"contexts":{"prod":null}}""", "context 'prod' is null.")]
    [InlineData("""{"contexts":{"prod":{"url":"https://gaia.example","token":"se\ncret"}}}""", "the token of context 'prod' has characters that no token has.")]
    [InlineData("""{"tokens":{"https://gaia.example":"se cret"}}""", "the token of https://gaia.example has characters that no token has.")]
    [InlineData("{", "Expected depth to be zero")]
    public async Task Content_that_is_wrong_is_told_in_words_of_the_file(string text, string why)
    {
        var run = await home.Write(text).GaiaAsync("context", "show");
        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith($"Error: {home.FilePath} is not valid: {why}", run.Error);
        Assert.DoesNotContain("System.", run.Error);
        Assert.DoesNotContain("cret", run.Error);
    }

    [Theory]
    [InlineData(UnixFileMode.OtherRead, true)]
    [InlineData(UnixFileMode.GroupWrite, true)]
    [InlineData(UnixFileMode.None, false)]
    public async Task One_that_is_open_to_others_is_warned_of_once(UnixFileMode others, bool warned)
    {
        home.Write("""{"current":"prod","contexts":{"prod":{"url":"http://127.0.0.1:1","token":"t"}}}""");
        File.SetUnixFileMode(home.FilePath, UnixFileMode.UserRead | UnixFileMode.UserWrite | others);
        foreach (var args in (string[][])[["whoami"], ["context", "list"]])
            Assert.Equal(warned ? 1 : 0, (await home.GaiaAsync(args)).Error.Split($"gaia: {home.FilePath} holds tokens and is open to others: `chmod 600 {home.FilePath}`\n").Length - 1);
    }

    private async Task RefusedAsync(string[] args, string error)
    {
        var run = await home.GaiaAsync(args);
        Assert.Equal((1, error), (run.ExitCode, run.Error));
    }
}
