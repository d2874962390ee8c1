using Gaia.Contracts;

namespace Gaia.Functional.Tests;

[Collection(nameof(CrashCollection))]
public sealed class ApprovalCrashTests(GaiaApp gaia)
{
    private readonly CancellationToken cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_API_that_goes_away_before_the_answer_is_said_and_the_approval_is_given_later()
    {
        using var folder = AtmosFolder.Create("gone-before-yes");
        var run = await gaia.PlanAsync(folder, "gone-before-yes", cancellation);
        var nobody = new Terminal(new Uri("http://127.0.0.1:9"), folder.Path, folder.Path);
        var refused = (await nobody.RunAsync(cancellation, "runs", "approve", $"{run.Id}")).Expect(6);
        Assert.Contains("127.0.0.1:9", refused.Error);

        await gaia.KillAsync("api");
        await gaia.WaitForAsync(run.Id, cancellation, RunStatus.AwaitingApproval);
        (await gaia.TerminalIn(folder).RunAsync(cancellation, "runs", "approve", $"{run.Id}", "--yes")).Expect(0);
        await gaia.WaitForAsync(run.Id, cancellation, RunStatus.Applied);
        (await gaia.TerminalIn(folder).RunAsync(cancellation, "runs", "approve", $"{run.Id}", "--yes")).Expect(4);
    }
}
