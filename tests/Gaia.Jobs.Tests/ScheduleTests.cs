namespace Gaia.Jobs.Tests;

public sealed class ScheduleTests(JobsPostgres postgres)
{
    [Fact]
    public async Task A_schedule_fires_once_for_each_time_whatever_the_number_of_workers()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        var schedule = new JobSchedule("often", "* * * * * *", "test.job");
        await using var one = await TestWorker.StartAsync(database, schedules: schedule);
        await using var two = await TestWorker.StartAsync(database, schedules: schedule);
        await using var three = await TestWorker.StartAsync(database, schedules: schedule);
        await Until.TrueAsync(async () => await database.ScalarAsync<long>("SELECT count(*) FROM jobs.jobs") >= 3, "three firings");
        Assert.Equal(0, await database.ScalarAsync<long>(
            "SELECT count(*) FROM (SELECT date_trunc('second', enqueued_at) FROM jobs.jobs GROUP BY 1 HAVING count(*) > 2) AS doubled"));
        var fired = await database.ScalarAsync<long>("SELECT count(*) FROM jobs.jobs");
        var seconds = await database.ScalarAsync<double>("SELECT extract(epoch FROM max(enqueued_at) - min(enqueued_at))::float8 FROM jobs.jobs");
        Assert.True(fired <= seconds + 2, $"{fired} firings in {seconds} s");
    }

    [Fact]
    public void A_wrong_expression_is_refused_at_start() => Assert.Throws<Cronos.CronFormatException>(
        () => JobsServices.AddJobSchedule(new Microsoft.Extensions.DependencyInjection.ServiceCollection(), new("bad", "61 * * * *", "test.job")));

    [Fact]
    public void Backoff_doubles_up_to_its_limit()
    {
        var options = new JobsOptions { Backoff = TimeSpan.FromSeconds(2), MaxBackoff = TimeSpan.FromSeconds(60) };
        Assert.Equal([2, 4, 8, 16, 32, 60, 60], Enumerable.Range(1, 7).Select(attempt => options.BackoffAfter(attempt).TotalSeconds));
    }
}
