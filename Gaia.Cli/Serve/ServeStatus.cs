using Gaia.Cli.Hosting;
using Gaia.Cli.Remote;

namespace Gaia.Cli.Serve;

internal static class ServeStatus
{
    public static int Print(CliContext context, ServeData data, bool json)
    {
        if (RunningAppHost.On(context, data) is not { } running) throw NothingRuns(data);
        if (json) context.PrintJson(ServeReport.Of(running, data), ServeJson.Default.ServeReport);
        else ServeText.Write(context, ServeText.Running(running, data, context.Time.GetUtcNow()));
        return ExitCodes.Ok;
    }

    public static CliException NothingRuns(ServeData data) => new($"Nothing runs on {data.Root}.", ExitCodes.Failed, "`gaia serve` starts it; --data-folder chooses another folder.");

    /// <summary>A second start on the same data folder.</summary>
    public static CliException Refusal(CliContext context, RunningAppHost running, ServeData data) => new(
        $"Gaia runs on {data.Root} already, pid {running.Pid}.", ExitCodes.Conflict,
        [
            .. ServeText.Running(running, data, context.Time.GetUtcNow()).Select(line => line.ToString()),
            "`gaia serve --stop` stops it; --data-folder and --port start another one beside.",
        ]);
}
