using Gaia.Contracts;
using Gaia.Contracts.Client;

namespace Gaia.Cli.Demo;

internal enum SamplePhase
{
    /// <summary>Never made, or wholly removed.</summary>
    Absent,
    Underway,
    Complete,
    /// <summary>With runs that are not of this version's story.</summary>
    Foreign,
    /// <summary>Its removal was begun and is not finished.</summary>
    Removing,
}

internal readonly record struct SampleInstance(string Component, string Stack);

/// <summary>
/// How far the sample is, told by its runs alone: nothing else is kept anywhere, so that a seeding that was killed is taken
/// up again from what the API says.
/// </summary>
/// <param name="Runs">Of the sample as it is now, oldest first; those from before its last removal are not among them.</param>
/// <param name="Instances">Component instances that are not yet removed, dependents first.</param>
internal sealed record SampleHistory(SamplePhase Phase, IReadOnlyList<RunResponse> Runs, IReadOnlyList<SampleInstance> Instances)
{
    /// <summary>The run of a step; where it had to be made again, the newest.</summary>
    public RunResponse? Find(SampleStep step) => Runs.LastOrDefault(step.Is);

    public RunResponse NewestOf(SampleInstance instance) => Runs.Last(run => Of(run) == instance);

    public static async Task<SampleHistory> ReadAsync(GaiaClient client, CancellationToken cancellationToken)
    {
        var runs = new List<RunResponse>();
        foreach (var stack in SampleStory.Stacks)
            await foreach (var run in client.ListRunsAsync(new(stack, PageSize: 200), cancellationToken)) runs.Add(run);
        return Of(runs);
    }

    /// <param name="runs">Every run of the sample's stacks, in any order; other people's are passed over.</param>
    public static SampleHistory Of(IEnumerable<RunResponse> runs)
    {
        var (made, removals) = (new List<RunResponse>(), new List<RunResponse>());
        foreach (var run in runs.Where(run => IsMade(run) || RemoveSample.Is(run)).OrderBy(run => run.CreatedAt).ThenBy(run => run.Id))
        {
            if (RemoveSample.Is(run)) removals.Add(run);
            else
            {
                // Nothing is made while a removal is unfinished, so this begins the sample anew.
                if (removals.Count > 0) made.Clear();
                removals.Clear();
                made.Add(run);
            }
        }
        var left = Left(made, removals);
        if (removals.Count > 0 && left.Count == 0) made.Clear();
        return new(PhaseOf(made, removals, left), made, left);
    }

    private static SamplePhase PhaseOf(List<RunResponse> made, List<RunResponse> removals, List<SampleInstance> left) =>
        made.Count == 0 ? SamplePhase.Absent
        : removals.Count > 0 && left.Count > 0 ? SamplePhase.Removing
        : made.Any(run => !SampleStory.Steps.Any(step => step.Is(run))) ? SamplePhase.Foreign
        : SampleStory.Steps.All(step => made.LastOrDefault(step.Is) is { } run && step.IsDone(run.Status)) ? SamplePhase.Complete
        : SamplePhase.Underway;

    private static List<SampleInstance> Left(List<RunResponse> made, List<RunResponse> removals)
    {
        var removed = removals.Where(run => run.Status is RunStatus.Applied or RunStatus.Planned).Select(Of).ToHashSet();
        return [.. made.Select(Of).Distinct().Reverse().Where(instance => !removed.Contains(instance) && !IsDestroyed(made.Last(run => Of(run) == instance)))];
    }

    private static bool IsDestroyed(RunResponse run) => run is { Operation: RunOperation.Destroy, Status: RunStatus.Applied };

    private static SampleInstance Of(RunResponse run) => new(run.Component, run.Stack);

    private static bool IsMade(RunResponse run) => SamplePerson.All.Any(person => person.Actor == run.CreatedBy);
}
