using System.Diagnostics;
using System.Text.Json;

namespace Gaia.Functional.Tests.States;

/// <summary>The way back out of Gaia: afterwards plain terraform goes on with the same state.</summary>
public sealed class EjectTests(GaiaApp gaia)
{
    private readonly CancellationToken cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Plain_terraform_has_nothing_to_change_afterwards()
    {
        using var folder = AtmosFolder.Create("ejected");
        var terminal = gaia.TerminalIn(folder);
        await gaia.ApplyAsync(folder, "ejected", cancellation);

        Assert.Contains("give --yes to go on", (await RunAsync(terminal, "eject", "ejected", "-s", "dev")).Expect(1).Error);
        var ejected = (await RunAsync(terminal, "eject", "ejected", "-s", "dev", "--yes", "--format", "json")).Expect(0);
        using var report = JsonDocument.Parse(ejected.Out);
        var state = report.RootElement.GetProperty("states")[0];
        Assert.Equal("ejected", state.GetProperty("outcome").GetString());
        Assert.True(File.Exists(state.GetProperty("file").GetString()));

        var component = Path.Combine(folder.Path, "components/terraform/app");
        await ShellAsync(component, string.Join(" && ", state.GetProperty("commands").EnumerateArray().Select(command => command.GetString())) + " -detailed-exitcode");

        (await RunAsync(terminal, "state", "show", "ejected", "-s", "dev")).Expect(3);
        Assert.Contains("states.delete", (await RunAsync(terminal, "audit", "list")).Expect(0).Out);
        Assert.Contains("Gaia has no state any more", (await RunAsync(terminal, "eject", "ejected", "-s", "dev", "--yes")).Expect(0).Out);
        Assert.Contains("No changes", (await RunAsync(terminal, "terraform", "plan", "ejected", "-s", "dev", "--context", "none")).Expect(0).Out);
        Assert.Contains("going on would make everything a second time", (await RunAsync(terminal, "terraform", "plan", "ejected", "-s", "dev")).Expect(4).Error);

        (await RunAsync(terminal, "state", "adopt", "ejected", "-s", "dev")).Expect(0);
        Assert.Contains("No changes", (await RunAsync(terminal, "terraform", "plan", "ejected", "-s", "dev")).Expect(0).Out);
    }

    [Fact]
    public async Task All_of_a_stack_go_but_not_one_that_a_run_waits_for()
    {
        using var folder = AtmosFolder.Create("eject-all");
        var terminal = gaia.TerminalIn(folder);
        await gaia.ApplyAsync(folder, "eject-all", cancellation);
        folder.Edit("stacks/dev.yaml", "words: [one, two]", "words: [one, two, three]");
        var waiting = await gaia.PlanAsync(folder, "eject-all", cancellation);
        Assert.Contains("is awaiting approval", (await RunAsync(terminal, "eject", "--all", "-s", "dev", "--yes")).Expect(4).Error);
        (await RunAsync(terminal, "runs", "discard", $"{waiting.Id}")).Expect(0);

        Assert.Contains("eject-all in dev", (await RunAsync(terminal, "eject", "--all", "-s", "dev", "--yes")).Expect(0).Out);
        (await RunAsync(terminal, "state", "rollback", "eject-all", "1", "-s", "dev", "--yes")).Expect(0);
    }

    private static async Task ShellAsync(string folder, string commands)
    {
        using var shell = Process.Start(new ProcessStartInfo("sh", ["-c", commands]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var said = await Task.WhenAll(shell.StandardOutput.ReadToEndAsync(), shell.StandardError.ReadToEndAsync());
        await shell.WaitForExitAsync();
        Assert.True(shell.ExitCode == 0, $"{commands}: {shell.ExitCode}\n{string.Concat(said)}");
        Assert.Contains("No changes", said[0]);
    }

    private Task<Screen> RunAsync(Terminal terminal, params string[] arguments) => terminal.RunAsync(cancellation, arguments);
}
