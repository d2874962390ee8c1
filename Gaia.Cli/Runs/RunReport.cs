using Gaia.Cli.Hosting;
using Gaia.Cli.Remote;
using Gaia.Cli.Runs.View;
using Gaia.Contracts;
using Gaia.Contracts.Client;

namespace Gaia.Cli.Runs;

/// <summary>What is said when a run stops: its plan, its outputs or what went wrong, and what to do next.</summary>
internal sealed class RunReport(GaiaClient client, CliContext context, string title)
{
    public async Task<PlanResponse> PlanAsync(Guid id, RunOperation operation)
    {
        var plan = await client.GetPlanAsync(id, context.Token);
        Print(PlanText.Of(plan, operation, title));
        return plan;
    }

    /// <returns>The exit code that the run's end means.</returns>
    public async Task<int> EndAsync(Guid id, RunProgress? progress = null)
    {
        var run = await client.GetRunAsync(id, context.Token);
        switch (run.Status)
        {
            case RunStatus.Planned: await PlanAsync(id, run.Operation); break;
            case RunStatus.Applied: await AppliedAsync(run); break;
            case RunStatus.Discarded: Print([$"{title}: discarded; nothing was changed."]); break;
            case RunStatus.Canceled or RunStatus.Failed or RunStatus.Interrupted: Broken(run, progress); break;
            default: Print([$"{title}: {RunWords.Of(run.Status)}."]); break;
        }
        return RunExit.Of(run);
    }

    public void HowToApprove(Guid id) => Print(
        [Line.Empty, new Line(new Piece($"Run {RunWords.Short(id)} waits for approval of this plan.", Ink.Dim)), .. RunText.HowToApprove(id)]);

    private async Task AppliedAsync(RunResponse run)
    {
        var outputs = await client.GetOutputsAsync(run.Id, context.Token);
        if (outputs.Count > 0) Print([Line.Empty, .. OutputsText.Of(outputs)]);
        var took = run.FinishedAt - (run.PlannedAt ?? run.StartedAt) is { } span ? $" in {Elapsed.Short(span)}" : "";
        var word = run.Operation == RunOperation.Destroy ? "Destroyed. " : "Applied. ";
        Print([Line.Empty, new Line(new Piece(word, Ink.Green), new Piece($"{title}: {Done(run)}{took}."))]);
    }

    private static string Done(RunResponse run) => run.Changes is not { } changes ? "done" :
        run.Operation == RunOperation.Destroy ? $"{changes.Delete} destroyed" :
        $"{changes.Create} created, {changes.Update} changed, {changes.Delete} destroyed"
        + (changes.Replace > 0 ? $", {changes.Replace} replaced" : "") + (changes.Import > 0 ? $", {changes.Import} imported" : "");

    private void Broken(RunResponse run, RunProgress? progress)
    {
        context.Out.Flush();
        var explained = progress?.Diagnostics.Any(diagnostic => diagnostic.Severity == "error") ?? false;
        if (progress is not null && !explained)
            foreach (var line in progress.Tail) Say(new Line(new Piece($"  {line.Line}", Ink.Dim)));
        Say(new Line(new Piece($"{title}: {RunWords.Of(run.Status)}.", Ink.Red), new Piece(explained || run.Error is null ? "" : $" {run.Error}")));
        if (run.Advice is { } advice)
            foreach (var line in Wrapped.Of(advice, context.Columns() - 2)) Say($"  {line}");
        var wasFetched = run.Ref is null || run.Configuration is not null;
        if (run.Status != RunStatus.Canceled && wasFetched) Say(new Line(new Piece($"  gaia runs logs {RunWords.Short(run.Id)}   shows everything terraform said", Ink.Dim)));
    }

    private void Print(IEnumerable<Line> lines)
    {
        foreach (var line in lines) context.Out.WriteLine(line.Render(context.Terminal.Colors));
        context.Out.Flush();
    }

    private void Say(Line line)
    {
        context.Error.WriteLine(line.Render(context.Terminal.Colors && context.Terminal.ErrorIsTerminal));
        context.Error.Flush();
    }
}
