using Gaia.Cli.Runs.View;
using Gaia.Contracts;

namespace Gaia.Cli.Status;

internal static class StatusText
{
    /// <param name="context">What made the command ask there: "context local", "GAIA_URL", "no context".</param>
    /// <param name="dashboard">With its token, if this machine knows it.</param>
    public static IEnumerable<Line> Of(StatusResponse status, Uri url, string context, DateTimeOffset now, string? dashboard)
    {
        yield return new(new Piece("Gaia ", Ink.Bold), new Piece($"{status.Version} at {url.GetLeftPart(UriPartial.Authority)} ({status.Environment})"), new Piece($", {context}", Ink.Dim));
        yield return Line.Empty;
        foreach (var component in status.Components)
        {
            yield return new(Mark(component.Status), new Piece($" {component.Name,-10} "), new Piece(component.Detail ?? component.Status, Ink.Dim));
            if (component is { Advice: { } advice, Status: not "healthy" }) yield return new(new Piece($"    {advice}"));
        }
        yield return Line.Empty;
        if (status.Workers.Count == 0) yield return new(new Piece("No worker is running: runs wait in the queue.", Ink.Yellow));
        foreach (var line in Workers(status.Workers, now)) yield return line;
        var queue = status.Queue;
        yield return new(new Piece("Queue: ", Ink.Bold), new Piece($"{queue.Running} running, {queue.Ready} ready, {queue.Scheduled} scheduled"),
            queue.Dead > 0 ? new Piece($", {queue.Dead} dead", Ink.Red) : new Piece(""));
        if ((dashboard ?? status.Dashboard) is { } shown) yield return new(new Piece("Dashboard: ", Ink.Bold), new Piece(shown, Ink.Cyan));
    }

    public static Piece Mark(string status) => status switch
    {
        "healthy" => new("✓", Ink.Green),
        "degraded" => new("!", Ink.Yellow),
        _ => new("✗", Ink.Red),
    };

    private static IEnumerable<Line> Workers(IReadOnlyList<WorkerResponse> workers, DateTimeOffset now)
    {
        if (workers.Count == 0) yield break;
        foreach (var line in Table.Of(["WORKER", "HOST", "TERRAFORM", "ISOLATION", "BUSY", "CREDENTIALS", "SEEN"], [.. workers.Select(worker => Row(worker, now))]))
            yield return line;
        yield return Line.Empty;
    }

    private static IReadOnlyList<Piece> Row(WorkerResponse worker, DateTimeOffset now) =>
    [
        new(worker.Id.Length > 13 ? worker.Id[..13] : worker.Id),
        new(worker.Host),
        worker.Terraform is "missing" ? new("missing", Ink.Red) : new(worker.Terraform ?? "unknown"),
        worker.Isolation switch { "missing" => new("missing", Ink.Red), "none" => new("none", Ink.Yellow), var known => new(known ?? "unknown") },
        new($"{worker.Running} of {worker.Capacity}"),
        new(worker.Credentials.Count == 0 ? "none" : string.Join(", ", worker.Credentials)),
        new(Elapsed.Ago(worker.SeenAt, now)),
    ];
}
