using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Gaia.Contracts;

namespace Gaia.Cli.Runs.View;

/// <summary>What the events seen so far say about a run. No clock, no I/O.</summary>
internal sealed class RunProgress
{
    private const int TailLines = 12;

    private readonly SortedDictionary<string, ResourceRow> resources = new(NaturalOrder.Instance);
    private readonly List<DiagnosticReported> diagnostics = [];
    private readonly Queue<LogLine> tail = new();

    public RunStatus Status { get; private set; } = RunStatus.Queued;

    public StatusChanged? Change { get; private set; }

    public string? Phase { get; private set; }

    public DateTimeOffset? StartedAt { get; private set; }

    public DateTimeOffset LastAt { get; private set; }

    /// <summary>Sequence of the last event.</summary>
    public long Last { get; private set; }

    public IEnumerable<ResourceRow> Resources => resources.Values;

    public IReadOnlyList<DiagnosticReported> Diagnostics => diagnostics;

    public IReadOnlyCollection<LogLine> Tail => tail;

    public PlanSummarized? Plan { get; private set; }

    public IReadOnlyList<OutputResponse>? Outputs { get; private set; }

    /// <summary>From the approval on, and still so when the apply has ended, however it did.</summary>
    public bool IsApplying { get; private set; }

    public ResourceRow? Row(string address) => resources.GetValueOrDefault(address);

    public void Add(RunEventResponse happened)
    {
        (Last, LastAt) = (happened.Sequence, happened.At);
        switch (happened.Type)
        {
            case RunEventTypes.Status: OnStatus(Data(happened, ContractsJson.Default.StatusChanged), happened.At); break;
            case RunEventTypes.Phase: OnPhase(Data(happened, ContractsJson.Default.PhaseStarted)); break;
            case RunEventTypes.Resource: OnResource(Data(happened, ContractsJson.Default.ResourceProgress), happened.At); break;
            case RunEventTypes.Diagnostic: diagnostics.Add(Data(happened, ContractsJson.Default.DiagnosticReported)); break;
            case RunEventTypes.Log: OnLog(Data(happened, ContractsJson.Default.LogLine)); break;
            case RunEventTypes.Plan: Plan = Data(happened, ContractsJson.Default.PlanSummarized); break;
            case RunEventTypes.Outputs: Outputs = Data(happened, ContractsJson.Default.OutputsChanged).Outputs; break;
        }
    }

    private static T Data<T>(RunEventResponse happened, JsonTypeInfo<T> type) => happened.Data.Deserialize(type)
        ?? throw new InvalidDataException($"Event {happened.Sequence} of type {happened.Type} has no data.");

    private void OnStatus(StatusChanged change, DateTimeOffset at)
    {
        (Status, Change, Phase) = (change.Status, change, null);
        IsApplying |= change.Status is RunStatus.Approved or RunStatus.Applying;
        if (change.Status is RunStatus.Planning or RunStatus.Applying) StartedAt = at;
        if (change.Status is RunStatus.Planning) // a plan that is rerun after its worker died starts anew
        {
            resources.Clear();
            diagnostics.Clear();
        }
    }

    private void OnPhase(PhaseStarted phase)
    {
        Phase = phase.Phase;
        tail.Clear();
    }

    private void OnLog(LogLine line)
    {
        tail.Enqueue(line);
        if (tail.Count > TailLines) tail.Dequeue();
    }

    private void OnResource(ResourceProgress progress, DateTimeOffset at)
    {
        var before = Row(progress.Address);
        if (State(progress.State) is not { } state) return;
        var planned = state is ResourceState.Planned ? progress.Action : before?.Planned ?? ChangeAction.NoOp;
        if (planned == ChangeAction.NoOp && state is ResourceState.Running) planned = progress.Action;
        if (state == ResourceState.Drifted && before is not null) return; // the row says more already
        var same = before is not null && before.State == state && before.Action == progress.Action;
        var took = progress.ElapsedSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : (TimeSpan?)null;
        var completions = (before?.Completions ?? 0) + (state == ResourceState.Done && !same ? 1 : 0);
        resources[progress.Address] = new(progress.Address, state, planned, progress.Action, same ? before!.Since : at, took, completions);
    }

    private static ResourceState? State(string word) => word switch
    {
        "planned" => ResourceState.Planned,
        "drifted" => ResourceState.Drifted,
        "refreshing" => ResourceState.Refreshing,
        "refreshed" => ResourceState.Refreshed,
        "started" or "progress" => ResourceState.Running,
        "completed" => ResourceState.Done,
        "failed" => ResourceState.Failed,
        _ => null, // a later version's word
    };
}
