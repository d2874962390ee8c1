using System.Collections.Concurrent;
using Gaia.TestPostgres;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Gaia.Jobs.Tests;

/// <summary>A worker with one handler for <c>test.job</c>, in a host of its own.</summary>
internal sealed class TestWorker : IAsyncDisposable
{
    private readonly IHost host;
    private bool stopped;

    private TestWorker(IHost host) => this.host = host;

    public ConcurrentQueue<Job> Started { get; } = new();

    public ConcurrentQueue<string> Buried { get; } = new();

    /// <summary>How often burying fails before it is let through.</summary>
    public int BuriesInVain { get; set; }

    public static async Task<TestWorker> StartAsync(
        TestDatabase database, Func<JobContext, CancellationToken, Task>? handle = null, Action<JobsOptions>? configure = null,
        params JobSchedule[] schedules)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.None));
        builder.Services.AddSingleton(database.DataSource);
        builder.Services.AddJobWorker().AddJobHandler<Handler>("test.job");
        builder.Services.Configure<JobsOptions>(options =>
        {
            options.PollInterval = TimeSpan.FromMilliseconds(200);
            options.Backoff = TimeSpan.FromMilliseconds(1);
            configure?.Invoke(options);
        });
        foreach (var schedule in schedules) builder.Services.AddJobSchedule(schedule);
        TestWorker? worker = null;
        builder.Services.AddSingleton(_ => worker!);
        builder.Services.AddSingleton(handle ?? ((_, _) => Task.CompletedTask));
        worker = new TestWorker(builder.Build());
        await worker.host.StartAsync();
        return worker;
    }

    public async Task StopAsync()
    {
        stopped = true;
        await host.StopAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!stopped) await host.StopAsync();
        host.Dispose();
    }

    private sealed class Handler(TestWorker worker, Func<JobContext, CancellationToken, Task> handle) : IJobHandler
    {
        public Task HandleAsync(JobContext context, CancellationToken stopping)
        {
            worker.Started.Enqueue(context.Job);
            return handle(context, stopping);
        }

        public Task BuryAsync(JobContext context, string reason, CancellationToken cancellationToken)
        {
            worker.Buried.Enqueue(reason);
            return worker.Buried.Count > worker.BuriesInVain ? Task.CompletedTask : throw new InvalidOperationException("the database is away");
        }
    }
}
