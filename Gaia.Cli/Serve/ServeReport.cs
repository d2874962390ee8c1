namespace Gaia.Cli.Serve;

/// <summary>What --format json prints; docs/cli.md lists the same.</summary>
/// <param name="Status">"healthy", or "starting", which knows no addresses yet.</param>
internal sealed record ServeReport(string Status, int Pid, DateTimeOffset Since, string Data, Uri? Url, Uri? Docs, Uri? Dashboard, string? Servers)
{
    public static ServeReport Of(RunningAppHost running, ServeData data) => running.Run is { } run
        ? Of(run, data, running.Since)
        : new("starting", running.Pid, running.Since, data.Root, null, null, null, null);

    public static ServeReport Of(AppHostFile run, ServeData data, DateTimeOffset since) =>
        new("healthy", run.Pid, since, data.Root, run.Api, new Uri(run.Api, "docs"), run.Dashboard, run.Servers);
}
