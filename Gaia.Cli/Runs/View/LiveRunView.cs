using Gaia.Cli.Hosting;
using Gaia.Contracts;

namespace Gaia.Cli.Runs.View;

/// <summary>The tree of resources, drawn over in place; diagnostics are printed above it and stay.</summary>
internal sealed class LiveRunView(Terminal terminal, TimeProvider time, Func<ScreenSize> size, string title) : IRunView
{
    private readonly LiveScreen screen = new(terminal);
    private RunProgress? last;
    private TimeSpan skew;
    private int tick;

    public void Show(RunEventResponse happened, RunProgress progress)
    {
        last = progress;
        var ahead = happened.At - time.GetUtcNow();
        if (ahead > skew) skew = ahead; // the server's clock is ahead of ours
        if (happened.Type == RunEventTypes.Diagnostic) screen.Print(DiagnosticText.Of(progress.Diagnostics[^1]));
    }

    public void Tick(RunProgress progress)
    {
        var (width, height) = size();
        screen.Draw(new RunFrame(title, progress, time.GetUtcNow() + skew, tick++).Draw(width - 1, Math.Max(4, height - 1)));
    }

    public void Say(string message)
    {
        screen.Clear();
        terminal.Flush();
        terminal.Error.WriteLine(message);
        terminal.Error.Flush();
    }

    /// <summary>The frame goes; of an apply, what became of each resource stays.</summary>
    public void Dispose()
    {
        if (last is { IsApplying: true } && last.Status.IsFinished())
            screen.Print(new RunFrame(title, last, time.GetUtcNow() + skew, 0).DrawResult(size().Width - 1));
        screen.Dispose();
    }
}
