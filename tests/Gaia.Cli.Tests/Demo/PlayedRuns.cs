using Gaia.Cli.Demo;
using Gaia.Contracts;

namespace Gaia.Cli.Tests.Demo;

/// <summary>Runs as the API would list them, made one second after the other.</summary>
internal sealed class PlayedRuns
{
    private static readonly DateTimeOffset Start = new(2026, 11, 24, 8, 0, 0, TimeSpan.Zero);
    private readonly List<RunResponse> runs = [];

    /// <summary>Newest first, as the API has them.</summary>
    public IReadOnlyList<RunResponse> Newest => [.. runs.AsEnumerable().Reverse()];

    public SampleHistory History => SampleHistory.Of(Newest);

    /// <summary>The first <paramref name="count"/> steps of the story, each as it should end.</summary>
    public PlayedRuns Steps(int count)
    {
        foreach (var step in SampleStory.Steps.Take(count)) Step(step, EndOf(step.End));
        return this;
    }

    public PlayedRuns All() => Steps(SampleStory.Steps.Count);

    public PlayedRuns Step(SampleStep step, RunStatus status) => Add(step.Component, step.Stack, step.Operation, status, step.By.Actor, step.Message);

    /// <summary>What a removal does, of as many instances; all unless given.</summary>
    public PlayedRuns Removed(int count = int.MaxValue, RunStatus status = RunStatus.Applied)
    {
        foreach (var instance in History.Instances.Take(count).ToList())
            Add(instance.Component, instance.Stack, RunOperation.Destroy, status, "development", "Removing the sample");
        return this;
    }

    public PlayedRuns Add(string component, string stack, RunOperation operation, RunStatus status, string by, string? message = null)
    {
        var at = Start.AddSeconds(runs.Count);
        runs.Add(new(
            Guid.CreateVersion7(at), component, stack, operation, status, $"sha256:{runs.Count}", "local", false, false, null, null, by, null, message,
            null, null, null, at, at, null, null, 1, 1));
        return this;
    }

    private static RunStatus EndOf(SampleEnd end) => end switch
    {
        SampleEnd.Applied => RunStatus.Applied,
        SampleEnd.Planned => RunStatus.Planned,
        SampleEnd.Failed => RunStatus.Failed,
        SampleEnd.Canceled => RunStatus.Canceled,
        SampleEnd.Discarded => RunStatus.Discarded,
        SampleEnd.Waiting => RunStatus.AwaitingApproval,
    };
}
