using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace Gaia.Runs.Events;

/// <summary>
/// "Run X has events up to N", over Redis pub/sub. Only a hint: readers read PostgreSQL, and where Redis is missing or
/// away they look by themselves a little later.
/// </summary>
public sealed partial class RunSignals(ILogger<RunSignals> logger, IConnectionMultiplexer? redis = null)
{
    private static readonly TimeSpan WithRedis = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan WithoutRedis = TimeSpan.FromMilliseconds(150);

    internal void Publish(RunId run, long last)
    {
        if (redis is not { IsConnected: true }) return;
        try
        {
            redis.GetSubscriber().Publish(Channel(run), last, CommandFlags.FireAndForget);
        }
        catch (RedisException fault)
        {
            LogNotSent(run, fault.Message);
        }
    }

    internal async Task<RunSignal> SubscribeAsync(RunId run)
    {
        if (redis is not { IsConnected: true }) return new RunSignal(null, () => WithoutRedis);
        try
        {
            var queue = await redis.GetSubscriber().SubscribeAsync(Channel(run));
            return new RunSignal(queue, () => redis.IsConnected ? WithRedis : WithoutRedis);
        }
        catch (RedisException fault)
        {
            LogNotSent(run, fault.Message);
            return new RunSignal(null, () => WithoutRedis);
        }
    }

    private static RedisChannel Channel(RunId run) => RedisChannel.Literal($"gaia:runs:{run}");

    [LoggerMessage(EventName = "runs.no-signal", Level = LogLevel.Debug, Message = "Redis does not take part for run {Run} ({Reason}); readers poll.")]
    private partial void LogNotSent(RunId run, string reason);
}

internal sealed class RunSignal : IAsyncDisposable
{
    private readonly SemaphoreSlim heard = new(0);
    private readonly ChannelMessageQueue? queue;
    private readonly Func<TimeSpan> patience;

    public RunSignal(ChannelMessageQueue? queue, Func<TimeSpan> patience)
    {
        (this.queue, this.patience) = (queue, patience);
        queue?.OnMessage(_ => { heard.Release(); });
    }

    /// <summary>Returns at a signal, or when it is time to look without one.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        await heard.WaitAsync(patience(), cancellationToken);
        while (heard.Wait(0, CancellationToken.None))
        {
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (queue is not null) await queue.UnsubscribeAsync(CommandFlags.FireAndForget);
    }
}
