using Gaia.Contracts;

namespace Gaia.Functional.Tests;

/// <summary>Processes are killed at the worst moment; these tests run alone, after the others.</summary>
[CollectionDefinition(nameof(CrashCollection), DisableParallelization = true)]
public sealed class CrashCollection;

[Collection(nameof(CrashCollection))]
public sealed class CrashTests(GaiaApp gaia)
{
    private readonly CancellationToken cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_plan_whose_worker_was_killed_is_run_again()
    {
        using var folder = AtmosFolder.Create("kill-in-plan").WriteComponent("app", SlowPlan);
        using var planning = gaia.TerminalIn(folder).Start("terraform", "plan", "kill-in-plan", "-s", "dev");
        var run = await gaia.StartedAsync("kill-in-plan", RunStatus.Planning, cancellation);

        await gaia.KillAsync("worker");

        await gaia.WaitForAsync(run.Id, cancellation, RunStatus.AwaitingApproval);
        (await planning.EndAsync(cancellation)).Expect(0);
    }

    [Fact]
    public async Task An_apply_whose_worker_was_killed_is_interrupted_and_its_state_kept()
    {
        using var folder = AtmosFolder.Create("kill-in-apply").Edit("stacks/dev.yaml", "pause: 0", "pause: 4");
        using var applying = gaia.TerminalIn(folder).Start("terraform", "apply", "kill-in-apply", "-s", "dev", "--auto-approve");
        var run = await gaia.StartedAsync("kill-in-apply", RunStatus.Applying, cancellation);

        await gaia.KillAsync("worker");

        var interrupted = await gaia.WaitForAsync(run.Id, cancellation, RunStatus.Interrupted);
        Assert.False(string.IsNullOrWhiteSpace(interrupted.Advice));
        Assert.NotEqual(0, (await applying.EndAsync(cancellation)).ExitCode);
        folder.Edit("stacks/dev.yaml", "pause: 4", "pause: 0");
        await gaia.ApplyAsync(folder, "kill-in-apply", cancellation);
    }

    [Theory]
    [InlineData("api")]
    [InlineData("redis")]
    [InlineData("postgres")]
    public async Task Losing_a_service_in_the_middle_of_an_apply_loses_nothing(string resource)
    {
        var component = $"lose-{resource}";
        using var folder = AtmosFolder.Create(component).Edit("stacks/dev.yaml", "pause: 0", "pause: 3");
        using var applying = gaia.TerminalIn(folder).Start("terraform", "apply", component, "-s", "dev", "--auto-approve");
        var run = await gaia.StartedAsync(component, RunStatus.Applying, cancellation);

        await gaia.KillAsync(resource);

        await gaia.WaitForAsync(run.Id, cancellation, RunStatus.Applied);
        (await applying.EndAsync(cancellation)).Expect(0);
        var events = await gaia.GetAsync<Page<RunEventResponse>>($"{Routes.RunEvents(run.Id)}?limit=200", cancellation);
        Assert.Equal(Enumerable.Range(1, events.Items.Count).Select(number => (long)number), events.Items.Select(item => item.Sequence));
    }

    // Nothing built in sleeps while planning, but many large values take terraform some seconds.
    private const string SlowPlan = """
        variable "stage" { type = string }
        variable "words" { type = list(string) }
        variable "pause" { type = number }
        resource "terraform_data" "many" {
          count = 3000
          input = [for number in range(200) : "${count.index}-${number}"]
        }
        """;
}
