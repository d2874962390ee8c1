namespace Gaia.Functional.Tests;

/// <summary>What only the caller's machine knows reaches the run, or is refused by name.</summary>
public sealed class CallersRepositoryTests(GaiaApp gaia)
{
    private readonly CancellationToken cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_run_has_the_branch_of_its_caller_and_says_so()
    {
        using var folder = AtmosFolder.Create("callers-git");
        folder.Write(".git/HEAD", "ref: refs/heads/feature/x").Write(".git/refs/heads/feature/x", new string('a', 40));
        folder.Edit("stacks/dev.yaml", "words: [one, two]", "words: [!git.branch none, !git.sha none]");
        var screen = (await gaia.TerminalIn(folder).RunAsync(cancellation, "terraform", "apply", "callers-git", "-s", "dev", "--auto-approve")).Expect(0);
        Assert.Contains("gaia: sends git.branch, git.sha of this repository", screen.Error);
        var here = (await gaia.TerminalIn(folder).RunAsync(cancellation, "describe", "component", "callers-git", "-s", "dev", "--query", ".vars.words")).Expect(0);
        Assert.Contains("feature/x", here.Out);
        var words = (await gaia.TerminalIn(folder).RunAsync(cancellation, "terraform", "output", "callers-git", "-s", "dev", "-json", "words")).Expect(0).Out;
        Assert.Contains("dev-feature/x", words);
        Assert.Contains($"dev-{new string('a', 40)}", words);
    }

    [Theory]
    [InlineData("!repo-root none", "Git in Gaia__Outside")]
    [InlineData("!cwd .", "Git in Gaia__Outside")]
    [InlineData("!exec hostname", "Exec in Gaia__Outside")]
    public async Task Another_machines_value_never_comes_in_its_place(string call, string setting)
    {
        using var folder = AtmosFolder.Create("callers-folder");
        folder.Edit("stacks/dev.yaml", "words: [one, two]", $"words: [{call}]");
        var refused = (await gaia.TerminalIn(folder).RunAsync(cancellation, "terraform", "plan", "callers-folder", "-s", "dev")).Expect(1);
        Assert.Contains(setting, refused.Out + refused.Error);
    }

    [Fact]
    public async Task A_state_file_here_that_the_run_would_not_see_is_refused()
    {
        using var folder = AtmosFolder.Create("reads-here");
        var terminal = gaia.TerminalIn(folder);
        (await terminal.RunAsync(cancellation, "terraform", "apply", "reads-here", "-s", "dev", "--context", "none", "-auto-approve")).Expect(0);
        folder.Write("stacks/dev.yaml", File.ReadAllText(Path.Combine(folder.Path, "stacks/dev.yaml")) + """
                reader:
                  metadata: { component: app }
                  vars: { words: !terraform.state reads-here .words, pause: 0 }
            """);
        var refused = (await terminal.RunAsync(cancellation, "terraform", "plan", "reader", "-s", "dev")).Expect(4);
        Assert.Contains("reader would read nothing of it there", refused.Error);
        Assert.Contains("gaia state adopt reads-here -s dev", refused.Error);
    }
}
