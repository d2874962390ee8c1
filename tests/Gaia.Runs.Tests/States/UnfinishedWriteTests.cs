using Gaia.Configurations.Blobs;
using Gaia.Runs.Retention;
using Gaia.Runs.States;
using Gaia.Runs.Tests.Kit;
using Npgsql;
using static Gaia.Runs.Tests.Kit.States;

namespace Gaia.Runs.Tests.States;

/// <summary>Bytes of a state whose version was not added go; those that are written while a removal is under way stay.</summary>
public sealed class UnfinishedWriteTests(RunsPostgres postgres)
{
    private static readonly string Blob = StateBlobs.KeyOf(Place.Key, StateFile.Read(State(1)));

    [Fact]
    public async Task A_write_that_ends_between_bytes_and_row_leaves_nothing_for_ever()
    {
        await using var gaia = await TestGaia.StartAsync(postgres, worker: false);
        await gaia.Database.ExecuteAsync("ALTER TABLE runs.state_versions ADD CONSTRAINT nothing_today CHECK (false) NOT VALID");
        await Assert.ThrowsAsync<PostgresException>(() => gaia.WriteAsync(State(1)));
        Assert.True(await HasAsync(gaia));
        await SweepAsync(gaia);
        Assert.True(await HasAsync(gaia)); // it might still be under way

        await gaia.Database.ExecuteAsync("UPDATE runs.unwanted_blobs SET not_before = now()");
        await SweepAsync(gaia);

        Assert.False(await HasAsync(gaia));
        await gaia.Database.ExecuteAsync("ALTER TABLE runs.state_versions DROP CONSTRAINT nothing_today");
        await gaia.WriteAsync(State(1));
        Assert.Equal(State(1), await gaia.ReadAsync());
    }

    [Fact]
    public async Task What_has_a_version_is_no_longer_noted()
    {
        await using var gaia = await TestGaia.StartAsync(postgres, worker: false);
        await gaia.WriteAsync(State(1));
        await gaia.WriteAsync(State(2, "two"));
        var rolledBack = await gaia.Get<RollbackState>().ExecuteAsync(Place, 1, Ada, CancellationToken.None);
        Assert.Equal((3, 3), (rolledBack.Version, rolledBack.Serial));
        Assert.Equal(0, await gaia.Database.ScalarAsync<long>("SELECT count(*) FROM runs.unwanted_blobs"));
    }

    [Fact]
    public async Task A_write_that_is_noted_again_and_not_needed_takes_no_bytes_away()
    {
        await using var gaia = await TestGaia.StartAsync(postgres, worker: false);
        await gaia.WriteAsync(State(1));
        await gaia.WriteAsync(State(1));
        Assert.Equal(1, await gaia.Database.ScalarAsync<long>("WITH due AS (UPDATE runs.unwanted_blobs SET not_before = now() RETURNING 1) SELECT count(*) FROM due"));
        await SweepAsync(gaia);
        Assert.Equal(State(1), await gaia.ReadAsync());
        Assert.Equal(0, await gaia.Database.ScalarAsync<long>("SELECT count(*) FROM runs.unwanted_blobs"));
    }

    [Fact]
    public async Task A_write_waits_for_a_removal_of_the_same_bytes()
    {
        await using var gaia = await TestGaia.StartAsync(postgres, worker: false);
        await gaia.Database.ExecuteAsync($"INSERT INTO runs.unwanted_blobs (key, not_before) VALUES ('{Blob}', now())");
        await using var connection = await gaia.Database.DataSource.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var removal = new NpgsqlCommand("SELECT 1 FROM runs.unwanted_blobs FOR UPDATE", connection, transaction)) await removal.ExecuteScalarAsync();

        var write = gaia.WriteAsync(State(1));
        await Until.TrueAsync(async () => await gaia.Database.ScalarAsync<long>(
            "SELECT count(*) FROM pg_locks JOIN pg_stat_activity USING (pid) WHERE NOT granted AND datname = current_database()") == 1, "the write waits");

        Assert.False(await HasAsync(gaia));
        await transaction.CommitAsync();
        await write;
        Assert.True(await HasAsync(gaia));
        Assert.Equal(0, await gaia.Database.ScalarAsync<long>("SELECT count(*) FROM runs.unwanted_blobs"));
    }

    [Fact]
    public async Task A_version_that_goes_while_a_removal_still_sees_it_is_noted_after_that()
    {
        await using var gaia = await TestGaia.StartAsync(postgres, worker: false);
        await gaia.WriteAsync(State(1));
        await gaia.WriteAsync(State(2));
        await gaia.Database.ExecuteAsync($"INSERT INTO runs.unwanted_blobs (key, not_before) VALUES ('{Blob}', now())");
        await using var connection = await gaia.Database.DataSource.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var removal = new NpgsqlCommand("SELECT 1 FROM runs.unwanted_blobs FOR UPDATE", connection, transaction)) await removal.ExecuteScalarAsync();

        var sweep = gaia.Get<RetentionStore>().RemoveVersionsAsync(TimeProvider.System.GetUtcNow().AddDays(1), 0, CancellationToken.None);
        await Until.TrueAsync(async () => await gaia.Database.ScalarAsync<long>(
            "SELECT count(*) FROM pg_locks JOIN pg_stat_activity USING (pid) WHERE NOT granted AND datname = current_database()") == 1, "the sweep waits");
        await using (var kept = new NpgsqlCommand("DELETE FROM runs.unwanted_blobs", connection, transaction)) await kept.ExecuteNonQueryAsync();
        await transaction.CommitAsync();

        Assert.Equal(1, await sweep);
        await SweepAsync(gaia);
        Assert.False(await HasAsync(gaia));
    }

    private static Task<Removed> SweepAsync(TestGaia gaia) => gaia.Get<SweepRetention>().ExecuteAsync(CancellationToken.None);

    private static async Task<bool> HasAsync(TestGaia gaia)
    {
        await using var blob = await gaia.Get<IBlobStore>().OpenReadAsync(Blob, CancellationToken.None);
        return blob is not null;
    }
}
