using Gaia.Runs.States;
using Gaia.Runs.Tests.Kit;
using static Gaia.Runs.Tests.Kit.States;

namespace Gaia.Runs.Tests.States;

public sealed class WriteStateTests(RunsPostgres postgres)
{
    [Fact]
    public async Task What_is_written_is_read_as_it_was()
    {
        await using var gaia = await TestGaia.StartAsync(postgres, worker: false);
        Assert.Null(await gaia.ReadAsync());
        Assert.False(await gaia.Get<ReadState>().ExistsAsync(Identity, CancellationToken.None));

        var version = await gaia.WriteAsync(State(1));

        Assert.Equal((1, 1, 2, "token:ada", StateOrigin.Backend), (version.Version, version.Serial, version.Resources, version.Author, version.Origin));
        Assert.Equal(State(1), await gaia.ReadAsync());
        Assert.Equal(State(1), await gaia.Get<ReadState>().ExecuteAsync(Identity, CancellationToken.None));
        Assert.True(await gaia.Get<ReadState>().ExistsAsync(Identity, CancellationToken.None));
        Assert.Equal("states.write", await gaia.Database.ScalarAsync<string>("SELECT action FROM audit.entries ORDER BY sequence DESC LIMIT 1"));
    }

    [Fact]
    public async Task Only_what_follows_replaces_what_is_there()
    {
        await using var gaia = await TestGaia.StartAsync(postgres, worker: false);
        await gaia.WriteAsync(State(5));

        await RefusedAsync("state.lineage", gaia.WriteAsync(State(6, lineage: "other")));
        await RefusedAsync("state.serial", gaia.WriteAsync(State(4)));
        await RefusedAsync("state.serial", gaia.WriteAsync(State(5, "different")));
        await RefusedAsync("state.not-a-state", gaia.WriteAsync("{}"u8.ToArray()));
        await RefusedAsync("state.digest", gaia.Get<WriteState>().ExecuteAsync(Place, State(6), null, "1B2M2Y8AsgTpgAmY7PhCfg==", Ada, CancellationToken.None));
        Assert.Equal(1, (await gaia.WriteAsync(State(5))).Version);
        Assert.Equal(State(5), await gaia.ReadAsync());
        Assert.Equal(2, (await gaia.WriteAsync(State(6))).Version);
        Assert.Equal(2, await gaia.Database.ScalarAsync<long>("SELECT count(*) FROM runs.state_versions"));
    }

    [Fact]
    public async Task Of_writers_that_race_one_is_stored()
    {
        await using var gaia = await TestGaia.StartAsync(postgres, worker: false);
        await gaia.WriteAsync(State(1));

        var codes = await Task.WhenAll(Enumerable.Range(0, 8).Select(async number =>
        {
            try
            {
                await gaia.WriteAsync(State(2, $"writer {number}"));
                return "stored";
            }
            catch (RunRefusedException refused)
            {
                return refused.Code;
            }
        }));

        Assert.Single(codes, "stored");
        Assert.Equal(7, codes.Count(code => code == "state.serial"));
        Assert.Equal("1 2", await gaia.Database.ScalarAsync<string>("SELECT string_agg(version::text, ' ' ORDER BY id) FROM runs.state_versions"));
    }

    [Fact]
    public async Task A_deleted_state_is_none_and_can_come_back()
    {
        await using var gaia = await TestGaia.StartAsync(postgres, worker: false);
        await gaia.WriteAsync(State(3, "first"));
        await gaia.Get<DeleteState>().ExecuteAsync(Place, null, Ada, CancellationToken.None);
        await gaia.Get<DeleteState>().ExecuteAsync(Place, null, Ada, CancellationToken.None);
        Assert.Null(await gaia.ReadAsync());

        var version = await gaia.Get<RollbackState>().ExecuteAsync(Place, 1, Bob, CancellationToken.None);

        Assert.Equal((2, 4, 1, StateOrigin.Rollback, "token:bob"), (version.Version, version.Serial, version.RolledBackTo, version.Origin, version.Author));
        Assert.Equal("first", StateFile.Read((await gaia.ReadAsync())!).Outputs[0].Value!.Value.GetString());
    }

    [Fact]
    public async Task Rolling_back_goes_on_with_the_next_serial()
    {
        await using var gaia = await TestGaia.StartAsync(postgres, worker: false);
        await gaia.WriteAsync(State(1, "one"));
        await gaia.WriteAsync(State(2, "two"));
        await gaia.LockAsync("held");
        await RefusedAsync("state.locked", gaia.Get<RollbackState>().ExecuteAsync(Place, 1, Ada, CancellationToken.None));
        await gaia.UnlockAsync("held");
        await RefusedAsync("state.version-not-found", gaia.Get<RollbackState>().ExecuteAsync(Place, 9, Ada, CancellationToken.None));

        Assert.Equal(3, (await gaia.Get<RollbackState>().ExecuteAsync(Place, 1, Ada, CancellationToken.None)).Serial);
        await RefusedAsync("state.serial", gaia.WriteAsync(State(3, "three")));
        Assert.Equal(4, (await gaia.WriteAsync(State(4, "four"))).Version);
    }

    [Fact]
    public async Task A_state_is_adopted_where_none_is()
    {
        await using var gaia = await TestGaia.StartAsync(postgres, worker: false);
        var adopt = gaia.Get<AdoptState>();
        Assert.Equal(StateOrigin.Adopt, (await adopt.ExecuteAsync(Place, State(40), Ada, CancellationToken.None)).Origin);
        Assert.Equal(1, (await adopt.ExecuteAsync(Place, State(40), Ada, CancellationToken.None)).Version);
        await RefusedAsync("state.exists", adopt.ExecuteAsync(Place, State(41), Ada, CancellationToken.None));
        const string bucket = "s3://bucket/app/terraform.tfstate#default";
        await RefusedAsync("state.elsewhere", adopt.ExecuteAsync(new(StateKey.Of(bucket), "test", "app", bucket), State(1), Ada, CancellationToken.None));
    }

    [Fact]
    public async Task Rights_for_every_stack_of_a_state_are_asked_for()
    {
        await using var gaia = await TestGaia.StartAsync(postgres, worker: false);
        await gaia.WriteAsync(State(1));
        var asked = new List<string>();
        var elsewhere = new StateUser(new("token:eve"), asked.Add);

        await RefusedAsync("state.of-another-stack", gaia.Get<ReadState>().ExecuteAsync(Place with { Stack = "dev" }, elsewhere, CancellationToken.None));
        Assert.Equal(["test"], asked);
        await gaia.Get<StateOwners>().ShareAsync(Place, "dev", elsewhere, CancellationToken.None);
        asked.Clear();
        await gaia.Get<ReadState>().ExecuteAsync(Place with { Stack = "dev" }, elsewhere, CancellationToken.None);
        Assert.Equal(["test", "dev"], asked);
        var refusing = new StateUser(new("token:eve"), stack => throw new InvalidOperationException(stack));
        await Assert.ThrowsAsync<InvalidOperationException>(() => gaia.WriteAsync(State(2), refusing));
        Assert.Equal(State(1), await gaia.ReadAsync());
    }

    [Fact]
    public async Task A_run_that_is_queued_makes_its_stack_count_before_there_is_a_state()
    {
        await using var gaia = await TestGaia.StartAsync(postgres, worker: false);
        var run = await gaia.QueueAsync();
        var asked = new List<string>();

        var place = new StatePlace(StateKey.Of(run.State), "dev", "mine");
        await RefusedAsync("state.of-another-stack", gaia.Get<WriteState>().ExecuteAsync(place, State(1), null, null, new(new("token:eve"), asked.Add), CancellationToken.None));

        Assert.Contains("test", asked);
    }

    [Fact]
    public async Task What_a_run_copies_is_a_version_unless_it_is_here()
    {
        await using var gaia = await TestGaia.StartAsync(postgres, worker: false);
        var run = await gaia.ApplyingAsync();
        await gaia.WriteAsync(State(1), await gaia.TokenAsync(run));

        await CopyAsync(gaia, run, [.. State(1), (byte)'\n']);
        Assert.Equal(1, await gaia.Database.ScalarAsync<long>("SELECT count(*) FROM runs.state_versions"));

        // In a bucket a state may have been replaced by that of other infrastructure: a copy says what is there.
        await CopyAsync(gaia, run, State(1, lineage: "other"));
        var state = (await gaia.Get<StateStore>().FindAsync(Place.Key, CancellationToken.None))!;
        Assert.Equal((2, "other", StateOrigin.Run, run.Id), (state.Current!.Version, state.Current.Lineage, state.Current.Origin, state.Current.RunId));
    }

    /// <summary>A write of terraform was under way when the run's end read the state, and is committed by now.</summary>
    [Fact]
    public async Task What_a_run_read_before_the_last_write_is_no_version()
    {
        await using var gaia = await TestGaia.StartAsync(postgres, worker: false);
        var run = await gaia.ApplyingAsync();
        var token = await gaia.TokenAsync(run);
        await gaia.WriteAsync(State(1), token);
        await gaia.WriteAsync(State(2, "two"), token);

        await CopyAsync(gaia, run, State(1));

        Assert.Equal(State(2, "two"), await gaia.ReadAsync());
        Assert.Equal(2, await gaia.Database.ScalarAsync<long>("SELECT count(*) FROM runs.state_versions"));
    }

    private static async Task CopyAsync(TestGaia gaia, Run run, byte[] state)
    {
        await using var connection = await gaia.Database.DataSource.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await StateStore.KeepAsync(connection, transaction, run, StateFile.Read(state), 1, TimeProvider.System.GetUtcNow(), CancellationToken.None);
        await transaction.CommitAsync();
    }
}
