using System.Diagnostics;
using System.Runtime.CompilerServices;
using StackExchange.Redis;
using StackExchange.Redis.Profiling;

namespace Gaia.ServiceDefaults.Clients;

/// <summary>
/// Turns the multiplexer's profiling into one span per command under the span that was current when it was sent.
/// Its instrumentation package is not needed for that little.
/// </summary>
internal sealed class RedisTracing : IDisposable
{
    public const string SourceName = "OpenTelemetry.Instrumentation.StackExchangeRedis";
    private static readonly ActivitySource Source = new(SourceName);
    private readonly ConditionalWeakTable<Activity, ProfilingSession> _sessions = [];
    private readonly ActivityListener _listener;

    public RedisTracing()
    {
        _listener = new ActivityListener { ShouldListenTo = _ => true, ActivityStopped = Flush };
        ActivitySource.AddActivityListener(_listener);
    }

    public void Watch(IConnectionMultiplexer multiplexer) => multiplexer.RegisterProfiler(SessionOfCurrentActivity);

    public void Dispose() => _listener.Dispose();

    private ProfilingSession? SessionOfCurrentActivity() =>
        Activity.Current is { IsAllDataRequested: true } current && Source.HasListeners()
            ? _sessions.GetValue(current, _ => new ProfilingSession())
            : null;

    private void Flush(Activity parent)
    {
        if (!_sessions.TryGetValue(parent, out var session))
            return;
        _sessions.Remove(parent);
        foreach (var command in session.FinishProfiling())
            Emit(parent, command);
    }

    private static void Emit(Activity parent, IProfiledCommand command)
    {
        using var span = Source.StartActivity(
            command.Command, ActivityKind.Client, parent.Context, startTime: command.CommandCreated);
        span?.SetTag("db.system.name", "redis");
        span?.SetTag("db.operation.name", command.Command);
        span?.SetTag("server.address", command.EndPoint?.ToString());
        span?.SetEndTime(command.CommandCreated + command.ElapsedTime);
    }
}
