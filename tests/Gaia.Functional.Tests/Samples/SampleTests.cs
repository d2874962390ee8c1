using System.Text.Json;
using Gaia.Contracts;

namespace Gaia.Functional.Tests.Samples;

/// <summary>`gaia demo` against a running Gaia. There is one sample in it, so each test begins by removing it.</summary>
public sealed class SampleTests(GaiaApp gaia) : IAsyncLifetime
{
    private static readonly string[] Story =
    [
        "acme-dev network Apply Applied +3 ~0 -0 r0: Network for the first environment",
        "acme-dev database Apply Applied +2 ~0 -0 r0: Database for the api",
        "acme-dev api Apply Applied +4 ~0 -0 r0: First release in dev: 1.4.0",
        "acme-dev api-preview Apply Applied +4 ~0 -0 r0: Preview of 1.5.0 for the product team",
        "acme-dev api-preview Destroy Applied +0 ~0 -4 r0: The preview is no longer needed",
        "acme-dev api Plan Planned +0 ~0 -0 r0: Is dev as it was applied?",
        "acme-prod network Apply Applied +3 ~0 -0 r0: Network for prod",
        "acme-prod database Apply Failed -: Database for prod",
        "acme-prod database Apply Applied +2 ~0 -0 r0: Database for prod, backups kept for 14 days",
        "acme-prod api Apply Applied +4 ~0 -0 r0: First release in prod: 1.4.0",
        "acme-dev api Apply Canceled +0 ~2 -0 r1: Release 1.5.0 in dev",
        "acme-dev api Apply Applied +0 ~2 -0 r1: Release 1.5.0 in dev, migration in batches",
        "acme-prod database Plan Discarded +0 ~1 -0 r0: What would 500 GB change?",
        "acme-prod network Apply Applied +1 ~0 -0 r0: A third zone for prod",
        "acme-prod api Plan Planned +1 ~1 -0 r0: Is prod as it was applied?",
        "acme-prod api Apply AwaitingApproval +1 ~3 -0 r1: Release 1.5.0 in prod, and into the third zone",
    ];

    private readonly CancellationToken cancellation = TestContext.Current.CancellationToken;
    private readonly AcmeSample sample = new(gaia);
    private readonly Terminal terminal = gaia.TerminalIn(Path.GetTempPath());

    // Of its own, because a command that is killed leaves what it unpacked.
    private readonly DirectoryInfo temporary = Directory.CreateTempSubdirectory("gaia-demo-test-");

    public async ValueTask InitializeAsync()
    {
        terminal.Environment["TMPDIR"] = temporary.FullName;
        (await terminal.RunAsync(cancellation, "demo", "remove", "--yes")).Expect(0);
    }

    public ValueTask DisposeAsync()
    {
        temporary.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task The_history_is_made_by_runs_that_people_asked_for_and_approved()
    {
        var seeded = (await terminal.RunAsync(cancellation, "demo", "seed", "--format", "json")).Expect(0);

        Assert.Contains("seeding: 3 of 16: acme-dev api: applied", seeded.Error);
        Assert.Equal(Story, await sample.HistoryAsync(cancellation));
        using var report = JsonDocument.Parse(seeded.Out);
        Assert.Equal("seeded", report.RootElement.GetProperty("outcome").GetString());
        var runs = (await sample.RunsAsync(cancellation)).TakeLast(Story.Length).ToList();
        Assert.Equal(runs.Select(run => run.Id), report.RootElement.GetProperty("runs").EnumerateArray().Select(run => run.GetProperty("id").GetGuid()));
        Assert.All(runs.Where(run => run.Status == RunStatus.Applied), run => Assert.Equal(("token:ana@acme", "token:ben@acme"), (run.CreatedBy, run.ApprovedBy)));
        Assert.Contains("7 days or more", (await gaia.Http.GetStringAsync(Routes.RunLogs(runs[7].Id), cancellation)));

        var waiting = report.RootElement.GetProperty("waiting").GetGuid();
        Assert.Equal(RunStatus.AwaitingApproval, (await gaia.RunAsync(waiting, cancellation)).Status);
        var listed = (await terminal.RunAsync(cancellation, "runs", "list", "-s", "acme-prod")).Expect(0);
        Assert.Matches($"{waiting.ToString()[24..]} +awaiting approval +api +acme-prod", listed.Out);

        (await terminal.RunAsync(cancellation, "audit", "verify")).Expect(0);
        var audit = (await terminal.RunAsync(cancellation, "audit", "list", "-n", "200")).Expect(0);
        Assert.Matches($@"token:ben@acme +runs\.discard +run:{runs[12].Id}", audit.Out);
        var tokens = await gaia.GetAsync<Page<TokenResponse>>($"{Routes.Tokens}?limit=200", cancellation);
        Assert.All(tokens.Items.Where(token => token.Name.EndsWith("@acme", StringComparison.Ordinal)), token => Assert.NotNull(token.RevokedAt));
    }

    [Fact]
    public async Task Seeding_twice_makes_one_history_also_at_once_and_after_somebody_approved()
    {
        var both = await Task.WhenAll(terminal.RunAsync(cancellation, "demo", "seed"), terminal.RunAsync(cancellation, "demo", "seed"));
        Assert.Single(both, screen => screen.Expect(0).Out.Contains("nothing was changed", StringComparison.Ordinal));
        Assert.Equal(Story, await sample.HistoryAsync(cancellation));
        var before = await sample.RunsAsync(cancellation);

        (await terminal.RunAsync(cancellation, "runs", "approve", before[^1].Id.ToString(), "--yes")).Expect(0);
        var approved = await sample.RunsAsync(cancellation);
        Assert.Equal((RunStatus.Applied, "development"), (approved[^1].Status, approved[^1].ApprovedBy));
        Assert.Contains("nothing was changed", (await terminal.RunAsync(cancellation, "demo", "seed", "--if-empty")).Expect(0).Out);
        Assert.Equal(approved, await sample.RunsAsync(cancellation));
    }

    [Fact]
    public async Task Killed_at_any_point_and_seeded_again_it_is_the_same_history()
    {
        await KillAsync("acme-dev", "network", "Network for the first environment", RunStatus.Planning);
        await KillAsync("acme-dev", "database", "Database for the api", RunStatus.AwaitingApproval);
        await KillAsync("acme-dev", "api", "Release 1.5.0 in dev", RunStatus.Applying);
        await KillAsync("acme-prod", "network", "A third zone for prod", RunStatus.Applied);

        (await terminal.RunAsync(cancellation, "demo", "seed")).Expect(0);

        Assert.Equal(Story, await sample.HistoryAsync(cancellation));
    }

    [Fact]
    public async Task Reset_makes_it_anew_and_leaves_other_runs_alone()
    {
        (await terminal.RunAsync(cancellation, "demo", "seed")).Expect(0);
        var old = (await sample.RunsAsync(cancellation))[^1];
        using var folder = AcmeFolder.Copy();
        (await gaia.TerminalIn(folder.Path).RunAsync(cancellation, "terraform", "plan", "network", "-s", "acme-dev", "-m", "my own")).Expect(0);
        var mine = await gaia.NewestRunAsync("network", cancellation);
        Assert.Equal((RunStatus.AwaitingApproval, "my own"), (mine.Status, mine.Message));

        (await terminal.RunAsync(cancellation, "demo", "reset", "--yes")).Expect(0);

        Assert.Equal(mine, await gaia.RunAsync(mine.Id, cancellation));
        Assert.Equal(RunStatus.Discarded, (await gaia.RunAsync(old.Id, cancellation)).Status);
        Assert.Equal(Story, await sample.HistoryAsync(cancellation));
    }

    [Fact]
    public async Task A_reset_that_was_killed_is_finished_by_the_next_seeding()
    {
        (await terminal.RunAsync(cancellation, "demo", "seed")).Expect(0);
        var waiting = (await sample.RunsAsync(cancellation))[^1].Id;
        using (terminal.Start("demo", "reset", "--yes"))
            await gaia.WaitForAsync(waiting, cancellation, RunStatus.Discarded);

        (await terminal.RunAsync(cancellation, "demo", "seed")).Expect(0);

        Assert.Equal(Story, await sample.HistoryAsync(cancellation));
    }

    private async Task KillAsync(string stack, string component, string message, RunStatus status)
    {
        using var seeding = terminal.Start("demo", "seed");
        await sample.ReachedAsync(stack, component, message, status, cancellation);
    }
}
