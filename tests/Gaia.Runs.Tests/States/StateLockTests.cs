using System.Text.Json;
using Gaia.Runs.States;
using Gaia.Runs.Tests.Kit;
using static Gaia.Runs.Tests.Kit.States;

namespace Gaia.Runs.Tests.States;

public sealed class StateLockTests(RunsPostgres postgres)
{
    [Fact]
    public async Task One_holds_it_and_the_other_is_told_who()
    {
        await using var gaia = await TestGaia.StartAsync(postgres, worker: false);
        await gaia.LockAsync("a");
        await gaia.LockAsync("a");

        var locked = Assert.IsType<StateLockedException>(await RefusedAsync("state.locked", gaia.LockAsync("b", Bob, "bob@desk")));
        await RefusedAsync("state.locked", gaia.LockAsync("a", Bob, "bob@desk"));

        using var answer = JsonDocument.Parse(locked.Holder.Answer());
        Assert.Equal("ada@laptop", answer.RootElement.GetProperty("Who").GetString());
        Assert.StartsWith("a, held by ada@laptop (token:ada) since ", answer.RootElement.GetProperty("ID").GetString());
        await RefusedAsync("state.locked", gaia.WriteAsync(State(1), Bob));
        await RefusedAsync("state.locked", gaia.WriteAsync(State(1), Bob, "a"));
        await RefusedAsync("state.locked", gaia.WriteAsync(State(1), Ada));
        await RefusedAsync("state.locked", gaia.WriteAsync(State(1), Ada, "b"));
        await RefusedAsync("state.locked", gaia.Get<DeleteState>().ExecuteAsync(Place, null, Bob, CancellationToken.None));
        await gaia.WriteAsync(State(1), Ada, "a");
        await RefusedAsync("state.locked", gaia.UnlockAsync("b"));
        await gaia.UnlockAsync("a");
        await gaia.UnlockAsync("a");
        await gaia.LockAsync("b", Bob);
    }

    [Fact]
    public async Task Who_was_there_before_a_run_may_go_on_but_not_take_the_state_away()
    {
        await using var gaia = await TestGaia.StartAsync(postgres, worker: false);
        await gaia.LockAsync("a");
        await gaia.WriteAsync(State(1), lockId: "a");
        var run = await gaia.QueueAsync();

        await gaia.WriteAsync(State(2), lockId: "a");
        await RefusedAsync("state.locked", gaia.Get<DeleteState>().ExecuteAsync(Place, "a", Ada, CancellationToken.None));
        Assert.NotNull(await gaia.ReadAsync());
        Assert.True((await gaia.Get<RunTokens>().MintAsync(run.Id, null, CancellationToken.None)).IsLocked);

        await gaia.UnlockAsync("a");
        await RefusedAsync("state.locked", gaia.LockAsync("b"));
        Assert.False((await gaia.Get<RunTokens>().MintAsync(run.Id, null, CancellationToken.None)).IsLocked);
    }

    [Fact]
    public async Task Whatever_races_one_holds_it()
    {
        await using var gaia = await TestGaia.StartAsync(postgres, worker: false);
        var won = await Task.WhenAll(Enumerable.Range(0, 8).Select(async number =>
        {
            try
            {
                await gaia.LockAsync($"lock-{number}");
                return 1;
            }
            catch (StateLockedException)
            {
                return 0;
            }
        }));
        Assert.Equal(1, won.Sum());
    }

    [Fact]
    public async Task Breaking_it_needs_the_right_and_is_recorded()
    {
        await using var gaia = await TestGaia.StartAsync(postgres, worker: false);
        await gaia.LockAsync("a");
        await Assert.ThrowsAsync<InvalidOperationException>(() => gaia.UnlockAsync(null, Bob, stack => throw new InvalidOperationException(stack)));
        await RefusedAsync("state.locked", gaia.LockAsync("b", Bob));

        var asked = new List<string>();
        await gaia.UnlockAsync(null, Bob, asked.Add);

        Assert.Contains("test", asked);
        await gaia.LockAsync("b", Bob);
        Assert.Equal("token:bob", await gaia.Database.ScalarAsync<string>("SELECT actor FROM audit.entries WHERE action = 'states.force-unlock' AND detail LIKE '%lock a of ada@laptop%'"));
    }

    [Fact]
    public async Task Only_the_lock_that_is_named_is_broken()
    {
        await using var gaia = await TestGaia.StartAsync(postgres, worker: false);
        await gaia.LockAsync("a");

        var locked = Assert.IsType<StateLockedException>(await RefusedAsync("state.locked", gaia.UnlockAsync(null, Bob, broken: "b")));
        Assert.Equal("a", locked.Holder.Id);
        await RefusedAsync("state.locked", gaia.LockAsync("b", Bob));

        await gaia.UnlockAsync(null, Bob, broken: "a");
        await gaia.LockAsync("b", Bob);
    }

    [Fact]
    public async Task Nobody_takes_it_beside_a_run_that_works()
    {
        await using var gaia = await TestGaia.StartAsync(postgres, worker: false);
        var run = await gaia.ApplyingAsync();
        Assert.Equal(Identity, run.StateIdentity);

        var locked = Assert.IsType<StateLockedException>(await RefusedAsync("state.locked", gaia.LockAsync("b", Bob)));

        Assert.Equal(($"run {run.Id} (apply by token:ada)", "apply", run.Id), (locked.Holder.Who, locked.Holder.Operation, locked.Holder.Run));
        await RefusedAsync("state.locked", gaia.WriteAsync(State(1), Bob));
        await RefusedAsync("state.locked", gaia.UnlockAsync(null, Bob));
        var user = await gaia.TokenAsync(run);
        await gaia.LockAsync("of-run", user);
        await RefusedAsync("state.locked", gaia.UnlockAsync(null, Bob));
        await RefusedAsync("state.locked", gaia.UnlockAsync("of-run", Bob));
        await gaia.WriteAsync(State(1), user, "of-run");
        await gaia.UnlockAsync("of-run", user);
    }

    [Fact]
    public async Task A_lock_that_a_run_left_is_stale_when_the_run_has_ended()
    {
        await using var gaia = await TestGaia.StartAsync(postgres, worker: false);
        var run = await gaia.ApplyingAsync();
        await gaia.LockAsync("of-run", await gaia.TokenAsync(run));
        await gaia.MoveAsync(run, before => before.Interrupt("died", "plan again", TimeProvider.System.GetUtcNow()));
        Assert.Equal(0, await gaia.Database.ScalarAsync<long>("SELECT count(*) FROM runs.state_locks"));

        // As if it had been left by a program of before.
        await gaia.Database.ExecuteAsync($"INSERT INTO runs.state_locks VALUES ('{Place.Key}', 'left', '{{\"operation\":\"\",\"who\":\"\",\"info\":\"\",\"version\":\"\"}}', 'run:x', '{run.Id}', now())");
        await gaia.LockAsync("b", Bob);
        await gaia.WriteAsync(State(1), Bob, "b");
    }
}
