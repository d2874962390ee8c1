using System.Text.Json.Serialization;
using Gaia.Cli.Hosting;
using Gaia.Cli.Output;
using Gaia.Cli.Remote;
using Gaia.Cli.Runs.View;
using Gaia.Contracts;

namespace Gaia.Cli.Demo;

/// <summary>Seeded: it was made, or what was missing of it. Unchanged: nothing to do. Skipped: --if-empty found other runs. Removed: it is gone.</summary>
[JsonConverter(typeof(CamelCaseEnum<DemoOutcome>))]
internal enum DemoOutcome { Seeded, Unchanged, Skipped, Removed }

/// <summary>What `--format json` prints.</summary>
/// <param name="Waiting">The run that waits for approval.</param>
/// <param name="Runs">The sample's own, oldest first.</param>
internal sealed record DemoReport(DemoOutcome Outcome, IReadOnlyList<string> Stacks, Guid? Waiting, IReadOnlyList<RunResponse> Runs)
{
    [JsonIgnore]
    public SamplePhase Phase { get; private init; }

    public static DemoReport Of(DemoOutcome outcome, SampleHistory history) => new(
        outcome, SampleStory.Stacks, history.Runs.LastOrDefault(run => run.Status == RunStatus.AwaitingApproval)?.Id, history.Runs) { Phase = history.Phase };

    public static void Print(CliContext context, DemoReport report, bool json)
    {
        if (json) context.PrintJson(report, DemoJson.Default.DemoReport);
        else context.Print(report.Lines());
    }

    private IEnumerable<Line> Lines()
    {
        yield return new Line(new Piece(Verdict(), Ink.Bold));
        if (Runs.Count == 0) yield break;
        yield return "  gaia runs list                   what happened, newest first";
        if (Waiting is { } run) yield return $"  gaia runs approve {RunWords.Short(run)}  decide about the run that waits";
        if (Drifted() is { } drifted) yield return $"  gaia runs show {RunWords.Short(drifted.Id)}     drift: {drifted.Component} in {drifted.Stack} is no longer as it was applied";
        yield return "  gaia audit list                  who did what";
    }

    private string Verdict() => (Outcome, Phase) switch
    {
        (DemoOutcome.Seeded, _) => $"The sample is there: {string.Join(" and ", Stacks)}, {Counted.Of(Runs.Count, "run")}.",
        (DemoOutcome.Removed, _) => "The sample is removed; what happened stays in the history.",
        (DemoOutcome.Skipped, _) => "There are runs already, so no sample is made. `gaia demo seed` makes it all the same.",
        (DemoOutcome.Unchanged, SamplePhase.Absent) => "There is no sample; nothing to do. `gaia demo seed` makes it.",
        (DemoOutcome.Unchanged, SamplePhase.Foreign) =>
            "Another version of gaia made the sample; nothing was changed. `gaia demo reset` makes it anew.",
        (DemoOutcome.Unchanged, _) => $"The sample is there already ({Counted.Of(Runs.Count, "run")}); nothing was changed. `gaia demo reset` makes it anew.",
    };

    private RunResponse? Drifted() => Runs.FirstOrDefault(run => run is { Status: RunStatus.Planned, PlanOnly: true, Changes: { } changes } && changes != new ChangeCounts(0, 0, 0, 0, 0));
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DemoReport))]
internal sealed partial class DemoJson : JsonSerializerContext;
