using System.Text.Json;
using Gaia.Contracts;

namespace Gaia.Functional.Tests.States;

/// <summary>The repository's own workflows over an environment: the same findings whether terraform runs behind the API or here.</summary>
public sealed class WorkflowsTests(GaiaApp gaia)
{
    private const string Stack = "flow";
    private readonly CancellationToken cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_environment_that_was_applied_is_as_applied_wherever_one_looks()
    {
        using var folder = AtmosFolder.CopyOfRepository();
        folder.Edit("stacks/orgs/gaia/local.yaml", "name: local", $"name: {Stack}");
        var remote = gaia.TerminalIn(folder);
        var here = new Terminal(gaia.Http.BaseAddress!, folder.Path, remote.Home) { Environment = { ["GAIA_MODE"] = "local" } };
        remote.Environment["APPROVE"] = here.Environment["APPROVE"] = "yes";

        (await WorkflowAsync(remote, "apply-environment")).Expect(0);
        var applied = await gaia.NewestRunAsync("hello-crowd", cancellation);
        Assert.Equal((Stack, RunStatus.Applied), (applied.Stack, applied.Status));
        foreach (var terminal in (Terminal[])[remote, here])
        {
            Assert.DoesNotContain("will be created", (await WorkflowAsync(terminal, "plan-environment")).Expect(0).Out);
            Assert.Equal(2, (await WorkflowAsync(terminal, "drift-detection")).Expect(0).Out.Split("as applied").Length - 1);
        }

        (await remote.RunAsync(cancellation, "terraform", "state", "rm", "hello", "-s", Stack, "terraform_data.greeting[\"world\"]")).Expect(0);
        foreach (var terminal in (Terminal[])[remote, here])
            Assert.Contains("hello in flow: terraform_data.greeting[\"world\"] would be created", (await WorkflowAsync(terminal, "drift-detection")).Expect(2).Out);

        remote.Environment["CONFIRM"] = Stack;
        (await WorkflowAsync(remote, "destroy-environment")).Expect(0);
        foreach (var terminal in (Terminal[])[remote, here])
            Assert.Empty((await terminal.RunAsync(cancellation, "terraform", "state", "list", "hello-crowd", "-s", Stack)).Expect(0).Out.Trim());
    }

    [Fact]
    public async Task A_plan_for_scripts_has_no_secret()
    {
        using var folder = AtmosFolder.Create("plan-json");
        folder.Edit("components/terraform/app/main.tf", "input    =", "triggers_replace = sensitive(\"correct-horse-battery\")\n  input    =");
        var terminal = gaia.TerminalIn(folder);
        var file = Path.Combine(folder.Path, "plan.json");
        (await terminal.RunAsync(cancellation, "terraform", "plan", "plan-json", "-s", "dev", "--plan-only", "--plan-json", "plan.json")).Expect(0);
        var plan = await File.ReadAllTextAsync(file, cancellation);
        Assert.DoesNotContain("correct-horse", plan);
        Assert.Equal(2, JsonElement.Parse(plan).GetProperty("resource_changes").GetArrayLength());
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        var run = await gaia.NewestRunAsync("plan-json", cancellation);
        Assert.Equal(plan, (await terminal.RunAsync(cancellation, "runs", "plan", run.Id.ToString())).Expect(0).Out.Trim());

        File.CreateSymbolicLink(Path.Combine(folder.Path, "link.json"), "plan.json");
        (await terminal.RunAsync(cancellation, "terraform", "plan", "plan-json", "-s", "dev", "--local", "--plan-json", "link.json")).Expect(0);
        Assert.Contains("correct-horse", await File.ReadAllTextAsync(file, cancellation)); // terraform's own, for whoever runs it
        Assert.Contains("exclude each other", (await terminal.RunAsync(cancellation, "terraform", "plan", "plan-json", "-s", "dev", "--plan-json", "x", "--detach")).Expect(1).Error);
    }

    private Task<Screen> WorkflowAsync(Terminal terminal, string name) => terminal.RunAsync(cancellation, "workflow", name, "-s", Stack);
}
