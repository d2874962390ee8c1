using Gaia.Cli.Tests.Remote;
using Gaia.Contracts;

namespace Gaia.Cli.Tests.Terraform;

/// <summary>Terraform shows nothing of a refused UNLOCK but a status, so who holds the state is asked before it runs.</summary>
public sealed class ForceUnlockTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2001, 6, 15, 12, 0, 0, TimeSpan.Zero);
    private static readonly Guid Run = new("019ab3f2-1c2d-7000-8000-000000000001");
    private static readonly StateLockResponse Lock = new("e739", "ana@laptop", "OperationTypeApply", "token:ana", null, Noon);

    private readonly FakeApi api = new();
    private readonly SampleRepository sample = new();

    public ForceUnlockTests() => sample.Environment["GAIA_URL"] = api.Url.ToString();

    public void Dispose()
    {
        api.Dispose();
        sample.Dispose();
    }

    [Fact]
    public async Task Another_lock_than_the_holders_is_not_broken()
    {
        Held(Lock);
        var run = await sample.GaiaAsync("terraform", "force-unlock", "app", "-s", "dev", "-force", "wrong");
        Assert.Equal(4, run.ExitCode);
        Assert.Contains("wrong is not the lock of app in dev. The state of app in dev is held by ana@laptop (token:ana), lock e739, since 2001-06-15 12:00:00 UTC.", run.Error);
        Assert.Contains("gaia terraform force-unlock app -s dev e739", run.Error);
        Assert.Empty(sample.Calls);
    }

    [Fact]
    public async Task A_run_that_holds_it_is_named_with_how_to_end_it()
    {
        Held(Lock with { Id = $"{Run}", Who = $"run {Run} (apply by token:ana)", HeldBy = "token:ana", RunId = Run });
        var run = await sample.GaiaAsync("terraform", "force-unlock", "app", "-s", "dev", "-force", $"{Run}");
        Assert.Equal(4, run.ExitCode);
        Assert.Contains($"is held by run {Run} (apply by token:ana), since", run.Error);
        Assert.Contains($"gaia runs cancel {Run}", run.Error);
        Assert.Empty(sample.Calls);
    }

    [Fact]
    public async Task What_nobody_holds_is_not_unlocked()
    {
        Held(null);
        var run = await sample.GaiaAsync("terraform", "force-unlock", "app", "-s", "dev", "-force", "e739");
        Assert.Equal(3, run.ExitCode);
        Assert.Contains("The state of app in dev is not locked.", run.Error);
        Assert.Empty(sample.Calls);
    }

    [Fact]
    public async Task The_holders_is_broken()
    {
        Held(Lock);
        var run = await sample.GaiaAsync("terraform", "force-unlock", "app", "-s", "dev", "-force", "e739");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains(sample.Calls, call => call.StartsWith("force-unlock", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_failed_in_place_under_somebody_elses_lock_is_told_who_holds_it()
    {
        Held(Lock);
        sample.Environment["FAIL_ON"] = "plan";
        var run = await sample.GaiaAsync("terraform", "plan", "app", "-s", "dev", "--local");
        Assert.Equal(1, run.ExitCode);
        Assert.EndsWith("is held by ana@laptop (token:ana), lock e739, since 2001-06-15 12:00:00 UTC. If nobody works there any more: gaia terraform force-unlock app -s dev e739\n", run.Error);

        Held(null);
        Assert.DoesNotContain("is held by", (await sample.GaiaAsync("terraform", "plan", "app", "-s", "dev", "--local")).Error);
    }

    private void Held(StateLockResponse? held) => api.Json("GET", Routes.State("dev", "app"), new(
        "0123456789abcdef0123456789abcdef", "local:components/terraform/app/terraform.tfstate#default", "dev", "app", 2, 9, "lineage-1", "sha256:ab", 120, 1,
        Noon, "token:ana", Run, held), ContractsJson.Default.StateResponse);
}
