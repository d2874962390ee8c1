namespace Gaia.Functional.Tests;

/// <summary>What a configuration reads of the environment is that of whoever asks for the run.</summary>
public sealed class CallersEnvironmentTests(GaiaApp gaia)
{
    private readonly CancellationToken cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_run_sees_what_its_caller_has_and_says_so()
    {
        using var folder = AtmosFolder.Create("callers-env");
        folder.Edit("stacks/dev.yaml", "words: [one, two]", "words: [!env GAIA_TEST_WORD nothing, two]");
        var terminal = new Terminal(gaia.Http.BaseAddress!, folder.Path, Path.GetTempPath()) { Environment = { ["GAIA_TEST_WORD"] = "spoken" } };
        var screen = (await terminal.RunAsync(cancellation, "terraform", "apply", "callers-env", "-s", "dev", "--auto-approve")).Expect(0);
        Assert.Contains("gaia: sends GAIA_TEST_WORD of this environment", screen.Error);
        Assert.Contains("dev-spoken", (await terminal.RunAsync(cancellation, "terraform", "output", "callers-env", "-s", "dev", "-json", "words")).Expect(0).Out);
    }

    [Fact]
    public async Task A_secret_by_its_name_is_not_sent_and_nothing_comes_in_its_place()
    {
        using var folder = AtmosFolder.Create("callers-secret");
        folder.Edit("stacks/dev.yaml", "words: [one, two]", "words: [!env GAIA_TEST_TOKEN nothing, two]");
        var terminal = new Terminal(gaia.Http.BaseAddress!, folder.Path, Path.GetTempPath()) { Environment = { ["GAIA_TEST_TOKEN"] = "s3cret-s3cret" } };
        var refused = (await terminal.RunAsync(cancellation, "terraform", "plan", "callers-secret", "-s", "dev")).Expect(1);
        Assert.Contains("reads the environment variable GAIA_TEST_TOKEN, which is not sent", refused.Out + refused.Error);
        Assert.DoesNotContain("s3cret-s3cret", refused.Out + refused.Error);
    }
}
