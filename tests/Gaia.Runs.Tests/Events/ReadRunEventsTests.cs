using Gaia.Runs.Events;
using Gaia.Runs.Tests.Kit;

namespace Gaia.Runs.Tests.Events;

public sealed class ReadRunEventsTests(RunsPostgres postgres)
{
    [Fact]
    public async Task A_follower_gets_every_event_once_from_wherever_it_starts()
    {
        await using var gaia = await TestGaia.StartAsync(postgres);
        var run = await gaia.QueueAsync(autoApprove: true);
        var followed = new List<long>();
        await foreach (var happened in gaia.Get<ReadRunEvents>().FollowAsync(run.Id, 0, CancellationToken.None)) followed.Add(happened.Sequence);
        Assert.Equal(Enumerable.Range(1, followed.Count).Select(number => (long)number), followed);
        var finished = await gaia.FindAsync(run);
        Assert.Equal((RunStatus.Applied, finished.LastEvent), (finished.Status, followed[^1]));

        var resumed = new List<long>();
        await foreach (var happened in gaia.Get<ReadRunEvents>().FollowAsync(run.Id, 5, CancellationToken.None)) resumed.Add(happened.Sequence);
        Assert.Equal(followed.Skip(5), resumed);
        await foreach (var _ in gaia.Get<ReadRunEvents>().FollowAsync(run.Id, finished.LastEvent, CancellationToken.None)) Assert.Fail("nothing is left");
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(2)]
    public async Task A_position_that_does_not_exist_is_refused(long position)
    {
        await using var gaia = await TestGaia.StartAsync(postgres, worker: false);
        var run = await gaia.QueueAsync();
        Assert.Equal("run.unknown-event-position", (await Assert.ThrowsAsync<RunRefusedException>(
            () => gaia.Get<ReadRunEvents>().PageAsync(run.Id, position, 10, CancellationToken.None))).Code);
        Assert.Equal("run.not-found", (await Assert.ThrowsAsync<RunRefusedException>(
            () => gaia.Get<ReadRunEvents>().PageAsync(new RunId(Guid.NewGuid()), 0, 10, CancellationToken.None))).Code);
    }

    [Fact]
    public async Task Racing_writers_leave_no_gap_and_no_double()
    {
        await using var gaia = await TestGaia.StartAsync(postgres, worker: false);
        var run = await gaia.QueueAsync();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async writer =>
        {
            for (var i = 0; i < 10; i++)
            {
                await using var connection = await gaia.Database.DataSource.OpenConnectionAsync();
                await using var transaction = await connection.BeginTransactionAsync();
                NewEvent[] events = [NewEvent.Log(TimeProvider.System.GetUtcNow(), "stdout", $"{writer}"), NewEvent.Log(TimeProvider.System.GetUtcNow(), "stdout", "second")];
                await RunEventStore.AppendAsync(connection, transaction, run.Id, events, Guid.NewGuid(), CancellationToken.None);
                if (i % 3 == 0) await transaction.RollbackAsync();
                else await transaction.CommitAsync();
            }
        }));
        var last = (await gaia.FindAsync(run)).LastEvent;
        Assert.Equal(1 + 8 * 6 * 2, last);
        Assert.Equal(last, await gaia.Database.ScalarAsync<long>("SELECT count(DISTINCT sequence) FROM runs.events"));
    }

    [Fact]
    public async Task Events_and_transitions_of_one_run_do_not_deadlock()
    {
        await using var gaia = await TestGaia.StartAsync(postgres, worker: false);
        var run = await gaia.QueueAsync();
        await Task.WhenAll(WriteAsync(), WriteAsync(), TransitAsync());
        Assert.Equal(1 + 2 * 50 + 50, (await gaia.FindAsync(run)).LastEvent);

        async Task WriteAsync()
        {
            for (var i = 0; i < 50; i++) await AppendAsync((_, _) => Task.CompletedTask);
        }

        // As a transition does it: the run's row first, then its event.
        async Task TransitAsync()
        {
            for (var i = 0; i < 50; i++) await AppendAsync(SaveAsync);
        }

        async Task SaveAsync(Npgsql.NpgsqlConnection connection, Npgsql.NpgsqlTransaction transaction)
        {
            var locked = await RunStore.LockAsync(connection, transaction, run.Id, CancellationToken.None);
            await RunStore.SaveAsync(connection, transaction, locked!, CancellationToken.None);
        }

        async Task AppendAsync(Func<Npgsql.NpgsqlConnection, Npgsql.NpgsqlTransaction, Task> first)
        {
            await using var connection = await gaia.Database.DataSource.OpenConnectionAsync();
            await using var transaction = await connection.BeginTransactionAsync();
            await first(connection, transaction);
            NewEvent[] events = [NewEvent.Log(TimeProvider.System.GetUtcNow(), "stdout", "line")];
            await RunEventStore.AppendAsync(connection, transaction, run.Id, events, Guid.NewGuid(), CancellationToken.None);
            await transaction.CommitAsync();
        }
    }
}
