using Gaia.Runs.States;
using Gaia.Runs.Tests.Kit;
using static Gaia.Runs.Tests.Kit.States;

namespace Gaia.Runs.Tests.States;

public sealed class StateOwnersTests(RunsPostgres postgres) : IClassFixture<RunsPostgres>
{
    // The runs of the kit are of "test"; this stack's configuration leads to the same state.
    private static readonly StatePlace Other = Place with { Stack = "other" };

    [Fact]
    public async Task Who_only_asked_gives_way_once_nothing_is_locked()
    {
        await using var gaia = await TestGaia.StartAsync(postgres, worker: false);
        await gaia.Get<LockState>().ExecuteAsync(Other, LockInfo("one"), Bob, CancellationToken.None);
        await RefusedAsync("state.of-another-stack", gaia.QueueAsync());
        await RefusedAsync("state.of-another-stack", gaia.LockAsync("two"));

        await gaia.Get<UnlockState>().ExecuteAsync(Other, LockInfo("one"), null, Bob, _ => { }, CancellationToken.None);
        await gaia.LockAsync("two");

        Assert.Equal(["test"], await OwnersAsync(gaia, Place));
        Assert.Equal(("test", "app"), (await gaia.Database.ScalarAsync<string>("SELECT stack FROM runs.states"), await gaia.Database.ScalarAsync<string>("SELECT component FROM runs.states")));
        await RefusedAsync("state.of-another-stack", gaia.Get<LockState>().ExecuteAsync(Other, LockInfo("one"), Bob, CancellationToken.None));
    }

    [Fact]
    public async Task Who_has_a_run_under_way_does_not_and_who_has_applied_never_does()
    {
        await using var gaia = await TestGaia.StartAsync(postgres, worker: false);
        var run = await gaia.QueueAsync();
        await RefusedAsync("state.of-another-stack", LockAsOtherAsync(gaia));
        await gaia.CancelAsync(run);
        await LockAsOtherAsync(gaia);
        await gaia.Get<UnlockState>().ExecuteAsync(Other, LockInfo("one"), null, Bob, _ => { }, CancellationToken.None);

        run = await gaia.QueueAsync();
        await gaia.Get<RunChanges>().ChangeAsync(run.Id, new(new("worker:test"), "runs.test"), now => now.StartPlan(TimeProvider.System.GetUtcNow()), CancellationToken.None,
            (connection, transaction, now, cancellationToken) => StateOwners.DemandAsync(connection, transaction, now, uses: true, cancellationToken));
        await gaia.CancelAsync(run);
        await RefusedAsync("state.of-another-stack", LockAsOtherAsync(gaia)); // as of a backend of its own, whose versions Gaia does not see
    }

    [Fact]
    public async Task A_first_version_that_is_not_committed_yet_is_waited_for()
    {
        await using var gaia = await TestGaia.StartAsync(postgres, worker: false);
        await LockAsOtherAsync(gaia);
        await gaia.Get<UnlockState>().ExecuteAsync(Other, LockInfo("one"), null, Bob, _ => { }, CancellationToken.None);
        var (writing, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        var write = gaia.Get<StateChanges>().ChangeAsync<int>(Other, Bob, writes: false, async (_, _) =>
        {
            writing.SetResult();
            await goOn.Task;
            return (0, null);
        }, CancellationToken.None);
        await writing.Task;

        var taking = gaia.QueueAsync();
        await Until.TrueAsync(async () => await gaia.Database.ScalarAsync<long>("SELECT count(*) FROM pg_locks WHERE NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database()) OR NOT granted AND locktype = 'transactionid'") > 0, "it waits for the row");
        goOn.SetResult();
        await write;
        await taking;
        Assert.Equal(["test"], await OwnersAsync(gaia, Place)); // nothing was written after all
    }

    [Fact]
    public async Task A_plan_is_not_approved_once_the_state_was_taken_from_its_stack()
    {
        await using var gaia = await TestGaia.StartAsync(postgres, worker: false);
        var now = TimeProvider.System.GetUtcNow();
        var run = await gaia.MoveAsync(await gaia.QueueAsync(), before => before.StartPlan(now));
        run = await gaia.MoveAsync(run, before => before.FinishPlan(new("sha256:" + new string('a', 64)), new(1, 0, 0, 0, 0), hasChanges: true, now));
        var owners = gaia.Get<StateOwners>();
        await owners.ShareAsync(Place, "other", Ada, CancellationToken.None);
        await owners.UnshareAsync(Other, "test", Ada, CancellationToken.None);

        var refused = await RefusedAsync("state.of-another-stack", gaia.ApproveAsync(run));
        Assert.Contains("belongs to stack other, not to test", refused.Message, StringComparison.Ordinal);
        Assert.Equal(RunStatus.AwaitingApproval, (await gaia.FindAsync(run)).Status);

        await owners.ShareAsync(Other, "test", Ada, CancellationToken.None);
        Assert.Equal(RunStatus.Approved, (await gaia.ApproveAsync(run)).Status);
    }

    [Fact]
    public async Task A_run_reads_states_of_its_stack_and_those_that_whoever_asked_for_it_reaches()
    {
        await using var gaia = await TestGaia.StartAsync(postgres, worker: false);
        await gaia.WriteAsync(State(1));
        await gaia.Get<StateOwners>().ShareAsync(Place, "shared", Ada, CancellationToken.None);
        var run = await gaia.QueueAsync();
        Task ReadAsync(string stack, params string[] reach) =>
            gaia.Get<StateOwners>().DemandReaderAsync(Identity, run with { Stack = stack, Reach = new(reach) }, CancellationToken.None);

        await ReadAsync("test");
        await ReadAsync("shared");
        await ReadAsync("other", "te*", "shared");
        await RefusedAsync("state.of-another-stack", ReadAsync("other", "test"));
        await RefusedAsync("state.of-another-stack", ReadAsync("other"));
        await gaia.Get<StateOwners>().DemandReaderAsync("local:nothing#there", run with { Stack = "other", Reach = Reach.NoOther }, CancellationToken.None);
        Assert.Equal(["*"], (await gaia.FindAsync(run)).Reach.Stacks);
    }

    [Fact]
    public async Task A_state_that_an_earlier_version_wrote_is_its_first_stacks()
    {
        await using var gaia = await TestGaia.StartAsync(postgres, worker: false);
        await gaia.WriteAsync(State(1));
        await gaia.Database.ExecuteAsync("DELETE FROM runs.state_owners", CancellationToken.None);

        Assert.Equal(State(1), await gaia.ReadAsync());
        Assert.Equal(["test"], await OwnersAsync(gaia, Place));
        await RefusedAsync("state.of-another-stack", gaia.Get<ReadState>().ExecuteAsync(Other, Bob, CancellationToken.None));
    }

    private static Task LockAsOtherAsync(TestGaia gaia) => gaia.Get<LockState>().ExecuteAsync(Other, LockInfo("one"), Bob, CancellationToken.None);

    private static Task<IReadOnlyList<string>> OwnersAsync(TestGaia gaia, StatePlace place) => gaia.Get<StateOwners>().ListAsync(place, Ada, CancellationToken.None);
}
