using Gaia.Cli.Contexts;
using Gaia.Cli.Hosting;
using Gaia.Cli.Runs.View;

namespace Gaia.Cli.Serve;

/// <summary>Where everything is, for people.</summary>
internal static class ServeText
{
    public static IEnumerable<Line> Up(CliContext context, AppHostFile run, ServeData data, Installation installation, SavedContexts contexts)
    {
        yield return new(new Piece("Gaia is up: ", Ink.Green), new Piece(Text(run.Api), Ink.Bold));
        foreach (var line in Places(run, data)) yield return line;
        yield return $"  Context    {ServedContext.Words(contexts, run.Api)}";
        yield return Line.Empty;
        yield return "Try, in another terminal:";
        var gaia = ProgramName.ForCommands(context, run.Api, installation, contexts);
        foreach (var words in installation.Checkout is null ? Bundled : CheckedOut) yield return $"  {gaia} {words}";
    }

    public static IEnumerable<Line> Running(RunningAppHost running, ServeData data, DateTimeOffset now)
    {
        if (running.Run is not { } run)
        {
            yield return $"Gaia is starting or stopping, pid {running.Pid}, begun {Elapsed.Ago(running.Since, now)}";
            yield break;
        }
        yield return $"Gaia runs: {Text(run.Api)}";
        foreach (var line in Places(run, data)) yield return line;
        yield return $"  Pid        {running.Pid}, up, started {Elapsed.Ago(running.Since, now)}";
    }

    public static string StopCommand(CliContext context, ServeData data, Installation installation)
    {
        var usual = ServeData.Of(context, null, installation);
        return $"{ProgramName.Of(context)} serve --stop" + (data == usual ? "" : $" --data-folder {Processes.ShellWords.Quote(data.Root)}");
    }

    /// <summary>Never cut to the terminal's width: these are there to be copied.</summary>
    public static void Write(CliContext context, IEnumerable<Line> lines)
    {
        foreach (var line in lines) context.Out.WriteLine(line.Render(context.Terminal.Colors));
        context.Out.Flush();
    }

    private static readonly string[] CheckedOut = ["terraform plan hello -s local", "terraform apply hello -s local", "runs list"];
    private static readonly string[] Bundled = ["status", "demo seed", "runs list"];

    private static IEnumerable<Line> Places(AppHostFile run, ServeData data)
    {
        if (run.Dashboard is { } dashboard) yield return $"  Dashboard  {Text(dashboard)}";
        yield return $"  API docs   {Text(new Uri(run.Api, "docs"))}";
        yield return $"  Data       {data.Root} (PostgreSQL and Redis run as {run.Servers})";
    }

    private static string Text(Uri url) => url.AbsoluteUri.TrimEnd('/');
}
