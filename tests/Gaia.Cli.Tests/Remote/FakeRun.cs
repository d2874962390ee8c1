using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Gaia.Contracts;

namespace Gaia.Cli.Tests.Remote;

/// <summary>A run with its events, served as the API serves them.</summary>
internal sealed class FakeRun
{
    public static readonly DateTimeOffset Start = new(2026, 11, 24, 8, 0, 0, TimeSpan.Zero);

    public const string Digest = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    private readonly List<RunEventResponse> events = [];
    private int second;

    public Guid Id { get; init; } = Guid.Parse("019ab3f2-1c2d-7000-8000-0123456789ab");

    public RunStatus Status { get; private set; } = RunStatus.Queued;

    public RunOperation Operation { get; init; } = RunOperation.Plan;

    public IReadOnlyList<RunEventResponse> Events => events;

    public ChangeCounts Changes { get; init; } = new(1, 0, 0, 0, 0);

    public RunResponse Response => new(
        Id, "hello", "local", Operation, Status, Digest, "local://hello", false, false, events.Any(e => e.Type == "plan") ? Digest : null, Changes,
        "development", Status is RunStatus.Applied ? "development" : null, null, Status == RunStatus.Failed ? "terraform apply failed." : null, null,
        Status == RunStatus.Failed ? 1 : null, Start, Start, Start.AddSeconds(3), Status.IsFinished() ? Start.AddSeconds(9) : null, 1, events.Count);

    public FakeRun Became(RunStatus status)
    {
        Status = status;
        return Add(RunEventTypes.Status, new StatusChanged(status, null, null), ContractsJson.Default.StatusChanged);
    }

    public FakeRun Phase(string phase) => Add(RunEventTypes.Phase, new PhaseStarted(phase), ContractsJson.Default.PhaseStarted);

    public FakeRun Resource(string address, string state, ChangeAction action, double? elapsed = null) => Add(
        RunEventTypes.Resource, new ResourceProgress(address, "t", state, action, elapsed, null), ContractsJson.Default.ResourceProgress);

    public FakeRun Log(string line) => Add(RunEventTypes.Log, new LogLine("stdout", line), ContractsJson.Default.LogLine);

    public FakeRun Diagnostic(DiagnosticReported diagnostic) => Add(RunEventTypes.Diagnostic, diagnostic, ContractsJson.Default.DiagnosticReported);

    public FakeRun Plan() => Add(RunEventTypes.Plan, new PlanSummarized(Digest, Changes), ContractsJson.Default.PlanSummarized);

    public FakeRun After(int seconds)
    {
        second += seconds;
        return this;
    }

    public FakeRun Add<T>(string type, T data, JsonTypeInfo<T> json)
    {
        events.Add(new(events.Count + 1, Start.AddSeconds(second), type, JsonSerializer.SerializeToElement(data, json)));
        return this;
    }

    /// <summary>Answers GET events. <paramref name="write"/> may cut, repeat or leave out.</summary>
    public Func<Exchange, Task> Stream(Func<EventWriter, long, Task>? write = null) => async exchange =>
    {
        var after = long.Parse(exchange.Request.Headers.GetValueOrDefault("Last-Event-ID", "0"), CultureInfo.InvariantCulture);
        await exchange.StartAsync("text/event-stream");
        await (write ?? ((writer, from) => writer.WriteAsync(from)))(new EventWriter(exchange, this), after);
        await exchange.EndAsync();
    };
}

internal sealed class EventWriter(Exchange exchange, FakeRun run)
{
    public async Task WriteAsync(long after, long upTo = long.MaxValue)
    {
        foreach (var happened in run.Events.Where(e => e.Sequence > after && e.Sequence <= upTo)) await WriteAsync(Text(happened));
    }

    public Task WriteAsync(string text) => exchange.ChunkAsync(text);

    public void Cut() => exchange.Cut();

    public static string Text(RunEventResponse happened) =>
        $"id: {happened.Sequence}\nevent: {happened.Type}\ndata: {JsonSerializer.Serialize(happened, ContractsJson.Default.RunEventResponse)}\n\n";
}
