namespace Gaia.Functional.Tests.States;

/// <summary>One state for each component, wherever terraform runs: real terraform, through the API and in place.</summary>
public sealed class OneStateTests(GaiaApp gaia)
{
    private readonly CancellationToken cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_applied_through_the_API_is_there_in_place()
    {
        using var folder = AtmosFolder.Create("one-state");
        var terminal = gaia.TerminalIn(folder);
        await gaia.ApplyAsync(folder, "one-state", cancellation);

        Assert.Contains("dev-one", (await RunAsync(terminal, "terraform", "output", "one-state", "-s", "dev", "-json", "words")).Expect(0).Out);
        Assert.Contains("terraform_data.word[\"one\"]", (await RunAsync(terminal, "terraform", "state", "list", "one-state", "-s", "dev")).Expect(0).Out);
        Assert.Contains("No changes", (await RunAsync(terminal, "terraform", "plan", "one-state", "-s", "dev", "--local", "-detailed-exitcode")).Expect(0).Out);
        Assert.Empty(Directory.EnumerateFiles(folder.Path, "gaia_backend_override.tf.json", SearchOption.AllDirectories));

        (await RunAsync(terminal, "terraform", "state", "rm", "one-state", "-s", "dev", "terraform_data.word[\"two\"]")).Expect(0);
        await gaia.PlanAsync(folder, "one-state", cancellation, "--plan-only");
        Assert.Equal(1, (await gaia.NewestRunAsync("one-state", cancellation)).Changes!.Create);
        Assert.Contains("states.write", (await RunAsync(terminal, "audit", "list")).Expect(0).Out);

        (await RunAsync(terminal, "terraform", "deploy", "one-state", "-s", "dev")).Expect(0);
        (await RunAsync(terminal, "terraform", "destroy", "one-state", "-s", "dev", "--auto-approve")).Expect(0);
        Assert.DoesNotContain("terraform_data", (await RunAsync(terminal, "terraform", "state", "list", "one-state", "-s", "dev")).Out);
    }

    [Fact]
    public async Task A_state_file_in_the_folder_is_never_passed_over()
    {
        using var folder = AtmosFolder.Create("lying-state");
        var terminal = gaia.TerminalIn(folder);
        (await RunAsync(terminal, "terraform", "apply", "lying-state", "-s", "dev", "--context", "none", "-auto-approve")).Expect(0);

        foreach (string[] place in (string[][])[[], ["--local"]])
        {
            var refused = (await RunAsync(terminal, ["terraform", "plan", "lying-state", "-s", "dev", .. place])).Expect(4);
            Assert.Contains("going on would make everything a second time", refused.Error);
            Assert.Contains("gaia state adopt lying-state -s dev", refused.Error);
        }

        (await RunAsync(terminal, "state", "adopt", "lying-state", "-s", "dev")).Expect(0);
        Assert.Contains("No changes", (await RunAsync(terminal, "terraform", "plan", "lying-state", "-s", "dev")).Expect(0).Out);
        Assert.Contains("lying-state", (await RunAsync(terminal, "state", "list")).Expect(0).Out);
    }

    [Fact]
    public async Task Somebody_at_work_in_place_is_named_to_whoever_comes()
    {
        using var folder = AtmosFolder.Create("busy-state");
        await gaia.ApplyAsync(folder, "busy-state", cancellation);
        folder.Edit("stacks/dev.yaml", "words: [one, two], pause: 0", "words: [one, two, three], pause: 600");
        var terminal = gaia.TerminalIn(folder);
        using var busy = terminal.Start("terraform", "apply", "busy-state", "-s", "dev", "--local", "-auto-approve");
        await busy.LineAsync("Provisioning with 'local-exec'", cancellation);

        var second = (await RunAsync(terminal, "terraform", "plan", "busy-state", "-s", "dev", "--local")).Expect(1);
        Assert.Contains("state lock", second.Error);
        Assert.Contains("busy-state", (await RunAsync(terminal, "state", "locks")).Expect(0).Out);

        busy.Interrupt();
        await busy.EndAsync(cancellation);
        Assert.Contains("terraform_data.word", (await RunAsync(terminal, "terraform", "state", "list", "busy-state", "-s", "dev")).Expect(0).Out);
    }

    [Fact]
    public async Task An_API_that_is_not_there_is_said_at_once()
    {
        using var folder = AtmosFolder.Create("no-api");
        var terminal = new Terminal(new Uri("http://127.0.0.1:9"), folder.Path, folder.Path);
        var refused = (await RunAsync(terminal, "terraform", "plan", "no-api", "-s", "dev", "--local")).Expect(6);
        Assert.Contains("127.0.0.1:9", refused.Error);
        Assert.Empty(Directory.EnumerateFiles(folder.Path, "gaia_backend_override.tf.json", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Many_components_go_through_the_API_in_the_order_of_their_dependencies()
    {
        using var folder = AtmosFolder.Create("many-states");
        var applied = (await RunAsync(gaia.TerminalIn(folder), "terraform", "deploy", "--all", "-s", "dev")).Expect(0);
        Assert.Contains("[1/1] terraform deploy many-states in dev", applied.Error);
        Assert.Equal(Contracts.RunStatus.Applied, (await gaia.NewestRunAsync("many-states", cancellation)).Status);
    }

    private Task<Screen> RunAsync(Terminal terminal, params string[] arguments) => terminal.RunAsync(cancellation, arguments);
}
