using Gaia.Contracts;

namespace Gaia.Cli.Runs.View;

/// <summary>One picture of a run as it goes on; a pure function of what is known and the moment.</summary>
/// <param name="now">By the server's clock.</param>
internal sealed class RunFrame(string title, RunProgress progress, DateTimeOffset now, int tick)
{
    private const string Spinner = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏";

    private char Spin => Spinner[tick % Spinner.Length];

    public IReadOnlyList<Line> Draw(int width, int height)
    {
        var lines = new List<Line> { Heading().Clip(width) };
        var rows = Rows();
        if (rows.Count > 0) lines.AddRange(new ResourceTree(rows, State, Mark).Draw(width, height - 2));
        else lines.AddRange(progress.Tail.TakeLast(Math.Min(3, height - 2)).Select(line => new Line(new Piece($"  {line.Line}", Ink.Dim)).Clip(width)));
        lines.Add(new Line(new Piece("Ctrl+C detaches, the run goes on", Ink.Dim)).Clip(width));
        return lines;
    }

    /// <summary>All resources at the end of an apply, as they stay on the screen.</summary>
    public IReadOnlyList<Line> DrawResult(int width) => new ResourceTree(Rows(), State, Mark).Draw(width, int.MaxValue);

    private Line Heading()
    {
        var line = new Line(new Piece($"{Spin} ", Ink.Cyan), new Piece(Doing(), Ink.Bold), new Piece($" {title}"));
        if (progress.StartedAt is { } started) line = line.Append($"  {Elapsed.Short(now - started)}", Ink.Dim);
        return Counted() is { } counted ? line.Append($"  {counted}", Ink.Dim) : line;
    }

    private string Doing() => progress.Status switch
    {
        RunStatus.Fetching => "fetching",
        RunStatus.Queued => "queued",
        RunStatus.Planning => progress.Phase switch
        {
            "fetch" or "resolve" or "workspace" or "init" => "preparing",
            "lock" => "waiting for the lock of",
            _ => "planning",
        },
        RunStatus.Approved => "approved",
        RunStatus.Applying => "applying",
        RunStatus.AwaitingApproval or RunStatus.Planned or RunStatus.Applied or RunStatus.Discarded or RunStatus.Canceled
            or RunStatus.Failed or RunStatus.Interrupted => RunWords.Of(progress.Status),
    };

    private string? Counted()
    {
        if (!progress.IsApplying) return progress.Phase is { } phase && progress.Status == RunStatus.Planning ? phase : null;
        var changes = progress.Resources.Where(row => row.IsChange).ToList();
        return changes.Count == 0 ? null : $"{changes.Count(row => row.IsDone)} of {changes.Count} done";
    }

    private IReadOnlyList<ResourceRow> Rows() => progress.IsApplying
        ? [.. progress.Resources.Where(row => row.IsChange || row.State is ResourceState.Running or ResourceState.Done or ResourceState.Failed)]
        : [.. progress.Resources];

    private Piece Mark(ResourceRow row) => row switch
    {
        { State: ResourceState.Failed } => new("✗", Ink.Red),
        { IsRunning: true } when progress.Status.IsFinished() => new("?", Ink.Yellow),
        { IsRunning: true } => new(Spin.ToString(), Ink.Cyan),
        { IsDone: true } => new("✓", Ink.Green),
        _ when progress.IsApplying => new("·", Ink.Dim),
        { State: ResourceState.Drifted } => new("!", Ink.Yellow),
        _ => new(row.Planned.Symbol()[..1], row.Planned.Ink()),
    };

    private Line State(ResourceRow row) => row switch
    {
        { State: ResourceState.Failed } => new(new Piece("failed", Ink.Red)),
        { IsRunning: true } when progress.Status.IsFinished() => new(new Piece("in flight", Ink.Yellow)),
        { State: ResourceState.Refreshing } => Timed("reading", Ink.Plain, now - row.Since),
        { State: ResourceState.Refreshed } => new(new Piece("unchanged", Ink.Dim)),
        { IsRunning: true } => Timed(row.Action.Doing(), Ink.Plain, now - row.Since),
        { IsDone: true } => Timed((row.Planned == ChangeAction.Replace ? row.Planned : row.Action).DoneWord(), Ink.Green, row.Took),
        _ when progress.IsApplying => new(new Piece(progress.Status.IsFinished() ? "not started" : "waiting", Ink.Dim)),
        { State: ResourceState.Drifted } => new(new Piece("changed outside", Ink.Yellow)),
        _ => new(new Piece($"to {row.Planned.Infinitive()}", row.Planned.Ink())),
    };

    private static Line Timed(string word, Ink ink, TimeSpan? span) =>
        new(new Piece(word.PadRight(11), ink), new Piece(span is { } known ? Elapsed.Short(known) : "", Ink.Dim));
}
