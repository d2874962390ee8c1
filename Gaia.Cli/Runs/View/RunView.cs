using Gaia.Cli.Hosting;
using Gaia.Contracts;

namespace Gaia.Cli.Runs.View;

/// <summary>How a run is shown while it goes on.</summary>
internal interface IRunView : IDisposable
{
    /// <summary>After <paramref name="progress"/> took the event in.</summary>
    void Show(RunEventResponse happened, RunProgress progress);

    /// <summary>Time passed, or several events were shown and no further is there yet.</summary>
    void Tick(RunProgress progress);

    /// <summary>For people, to standard error.</summary>
    void Say(string message);
}

internal enum RunFormat { Text, Json }

internal static class RunViews
{
    public static IRunView Create(CliContext context, RunFormat format, string title) => format switch
    {
        RunFormat.Json => new JsonRunView(context.Terminal),
        RunFormat.Text when IsLive(context) => new LiveRunView(context.Terminal, context.Time, ScreenSize.OfThisTerminal, title),
        RunFormat.Text => new LinesRunView(context.Terminal, title),
    };

    /// <summary>Drawing over needs a terminal that obeys, and nobody who reads the log later.</summary>
    private static bool IsLive(CliContext context) => context.Terminal.OutIsTerminal
        && context.Environment.GetValueOrDefault("TERM") is { Length: > 0 } term && term != "dumb"
        && !context.Environment.IsOn("CI");
}
