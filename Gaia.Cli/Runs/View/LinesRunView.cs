using System.Text.Json;
using Gaia.Cli.Hosting;
using Gaia.Contracts;

namespace Gaia.Cli.Runs.View;

/// <summary>One line for each thing worth a line in a log file.</summary>
internal sealed class LinesRunView(Terminal terminal, string title) : IRunView
{
    public void Show(RunEventResponse happened, RunProgress progress)
    {
        foreach (var line in Lines(happened, progress)) terminal.Out.WriteLine(line.Render(terminal.Colors));
    }

    public void Tick(RunProgress progress) => terminal.Out.Flush();

    public void Say(string message)
    {
        terminal.Flush();
        terminal.Error.WriteLine(message);
        terminal.Error.Flush();
    }

    public void Dispose() => terminal.Out.Flush();

    private IEnumerable<Line> Lines(RunEventResponse happened, RunProgress progress) => happened.Type switch
    {
        RunEventTypes.Status when !progress.Status.IsFinished() => [new Line(new Piece($"{title}: "), new Piece(RunWords.Of(progress.Status), RunWords.Ink(progress.Status)))],
        RunEventTypes.Phase when progress.Phase is "init" or "lock" => [new Line(new Piece($"{title}: {progress.Phase}", Ink.Dim))],
        RunEventTypes.Resource => Resource(happened.Data.Deserialize(ContractsJson.Default.ResourceProgress)!),
        RunEventTypes.Diagnostic => DiagnosticText.Of(progress.Diagnostics[^1]),
        _ => [],
    };

    private static IEnumerable<Line> Resource(ResourceProgress resource)
    {
        var took = resource.ElapsedSeconds is { } seconds ? Elapsed.Short(TimeSpan.FromSeconds(seconds)) : "0s";
        return resource.State switch
        {
            "started" => [$"{resource.Address}: {resource.Action.Doing()}"],
            "progress" => [$"{resource.Address}: still {resource.Action.Doing()} after {took}"],
            "completed" => [new Line(new Piece($"{resource.Address}: "), new Piece(resource.Action.DoneWord(), Ink.Green), new Piece($" in {took}"))],
            "failed" => [new Line(new Piece($"{resource.Address}: "), new Piece("failed", Ink.Red), new Piece($" after {took}"))],
            _ => [], // planned and refreshed resources are in the summary
        };
    }
}
