using Gaia.Contracts;

namespace Gaia.Cli.Runs.View;

/// <summary>The facts of a run, one a line, those it has.</summary>
internal static class RunText
{
    public static IEnumerable<Line> Facts(RunResponse run, DateTimeOffset now)
    {
        yield return new Line(new Piece($"{run.Component} in {run.Stack}  ", Ink.Bold), new Piece(RunWords.Of(run.Status), RunWords.Ink(run.Status)));
        foreach (var (name, value) in All(run, now))
            if (value is { Length: > 0 }) yield return new Line(new Piece($"  {name,-14}", Ink.Dim), new Piece(value));
    }

    public static IEnumerable<Line> HowToApprove(Guid id) =>
    [
        $"  gaia runs approve {RunWords.Short(id)}   apply exactly this plan; without a terminal with --yes or --plan-digest",
        $"  gaia runs discard {RunWords.Short(id)}   drop it",
    ];

    private static IEnumerable<(string Name, string? Value)> All(RunResponse run, DateTimeOffset now) =>
    [
        ("run", run.Id.ToString()),
        ("operation", RunWords.Of(run.Operation) + (run.PlanOnly ? ", plan only" : run.AutoApprove ? ", approved beforehand" : "")),
        ("message", run.Message),
        ("variables", run.Variables is { } given ? string.Join(", ", given) : null),
        ("asked for", $"{Elapsed.Ago(run.CreatedAt, now)} by {run.CreatedBy}"),
        ("approved by", run.ApprovedBy),
        ("finished", run.FinishedAt is { } finished ? Elapsed.Ago(finished, now) + Took(run) : null),
        ("ref", run.Ref),
        ("commit", run.Commit),
        ("configuration", run.Configuration),
        ("state", run.StateIdentity),
        ("plan", run.PlanDigest),
        ("terraform", run.TerraformExitCode is > 0 and var code ? $"exit code {code}" : null),
        ("error", run.Error),
        ("what to do", run.Advice),
    ];

    private static string Took(RunResponse run) =>
        run is { StartedAt: { } started, FinishedAt: { } finished } ? $", {Elapsed.Short(finished - started)} after it started" : "";
}
