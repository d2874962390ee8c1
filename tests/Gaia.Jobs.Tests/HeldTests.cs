using Microsoft.Extensions.Time.Testing;

namespace Gaia.Jobs.Tests;

public sealed class HeldTests(JobsPostgres postgres)
{
    private readonly FakeTimeProvider time = new();

    [Fact]
    public async Task After_half_a_lease_without_a_word_of_PostgreSQL_nothing_is_sure()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        await database.EnqueueAsync(new NewJob("test.job", "{}"));
        var held = database.Hold((await database.ClaimOneAsync())!, time);
        time.Advance(TimeSpan.FromSeconds(29));
        Assert.True(held.IsSurelyHeld);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(held.IsSurelyHeld);
        await held.RenewAsync(CancellationToken.None);
        Assert.True(held.IsSurelyHeld);
    }

    [Fact]
    public async Task What_another_has_claimed_is_lost_for_good()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        await database.EnqueueAsync(new NewJob("test.job", "{}"));
        var held = database.Hold((await database.ClaimOneAsync())!, time);
        await database.ExecuteAsync("UPDATE jobs.jobs SET epoch = epoch + 1");
        await Assert.ThrowsAsync<LeaseLostException>(() => held.RenewAsync(CancellationToken.None));
        Assert.True(held.LeaseLost.IsCancellationRequested);
        Assert.False(held.IsSurelyHeld);
    }
}
