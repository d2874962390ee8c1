using Gaia.Cli.Contexts;
using Gaia.Cli.Hosting;
using Gaia.Cli.Output;
using Gaia.Cli.Remote;
using Gaia.Cli.Runs.View;
using Gaia.Contracts;
using Gaia.Contracts.Client;

namespace Gaia.Cli.Status;

/// <summary>The API, and what it says of PostgreSQL, Redis and its workers. Without the API, that it is not there.</summary>
internal static class ServerChecks
{
    public static async Task<IReadOnlyList<Check>> RunAsync(CliContext context)
    {
        var active = ActiveContext.Of(context);
        using var client = Online.Connect(context, retries: 0, timeout: TimeSpan.FromSeconds(10));
        var started = context.Time.GetTimestamp();
        try
        {
            var status = await client.GetStatusAsync(context.Token);
            return [Api(active, status, context.Time.GetElapsedTime(started)), .. Parts(status), .. Workers(status, context.Time.GetUtcNow())];
        }
        catch (GaiaApiException refusal)
        {
            return [Refused(active, refusal)];
        }
        catch (GaiaUnreachableException nobody)
        {
            return [Check.Bad("api", $"nobody answers at {ApiAddress.Text(active.Api)}: {nobody.Reason}", active.Api.IsLoopback
                ? "Start everything with `gaia serve` (in a checkout that is not built: ./scripts/start-dev.sh),\nor set GAIA_URL to where the API is."
                : "Check GAIA_URL, the network, and whether the API runs there.")];
        }
    }

    private static Check Api(ActiveContext active, StatusResponse status, TimeSpan took)
    {
        var detail = $"{status.Version} at {ApiAddress.Text(active.Api)}, answers in {took.TotalMilliseconds:0} ms"
            + (active.TokenSource is { } source ? $", token from {source}" : ", without a token");
        return status.Version.Split('+')[0] == VersionCommand.Number
            ? Check.Good("api", detail)
            : Check.Warn("api", detail, $"This gaia is {VersionCommand.Number}: use the same version on both sides.");
    }

    private static Check Refused(ActiveContext active, GaiaApiException refusal) => refusal.Status switch
    {
        401 => Check.Bad("api", active.TokenSource is { } source ? $"the token from {source} is not accepted" : "it wants a token, and none is set",
            refusal.Code == "access.token-expired" ? $"{refusal.Message} {TokenAdvice.For(active, refusal.Code)}" : TokenAdvice.For(active, refusal.Code)),
        403 => Check.Bad("api", $"the token from {active.TokenSource} may not ask for the status", "Use a token of role viewer or more."),
        404 => Check.Bad("api", $"something answers at {ApiAddress.Text(active.Api)}, but it is not Gaia", "Set GAIA_URL to the API's address."),
        _ => Check.Bad("api", refusal.Message, "Look at the API's log for the reason."),
    };

    private static IEnumerable<Check> Parts(StatusResponse status) => status.Components
        .Where(part => part.Name is not ("api" or "worker"))
        .Select(part => new Check(part.Name, part.Status, part.Detail ?? part.Status, part.Advice));

    private static IEnumerable<Check> Workers(StatusResponse status, DateTimeOffset now)
    {
        if (status.Workers.Count == 0)
            yield return Check.Bad("worker", "none is running: runs wait in the queue", "Start one: `gaia serve` starts it with the rest, or dotnet run --project Gaia.Worker.");
        foreach (var worker in status.Workers)
        {
            var name = $"{worker.Host}, {worker.Running} of {worker.Capacity} busy, seen {Elapsed.Ago(worker.SeenAt, now)}";
            yield return worker.Terraform switch
            {
                "missing" => Check.Bad("worker", $"{name}, no terraform", "Install terraform on the worker's PATH."),
                var version => Check.Good("worker", $"{name}, terraform {version ?? "not looked for yet"}"),
            };
            yield return worker.Credentials.Count > 0
                ? Check.Good("  credentials", $"the worker has {string.Join(", ", worker.Credentials)}")
                : Check.Warn("  credentials", "the worker has no cloud credentials", "Enough for components without a cloud. For AWS give the worker AWS_PROFILE, AWS_ACCESS_KEY_ID or a role.");
            if (worker.Storage is { } storage)
                yield return Check.Warn("  storage", storage, "Free space on the worker's disk, or mend what is said: until then its runs fail before terraform begins.");
            if (worker.Isolation is { } isolation) yield return Isolation(isolation, worker.IsolationAdvice);
        }
        if (status.Queue.Dead > 0)
            yield return Check.Warn("queue", $"{Counted.Of(status.Queue.Dead, "job")} failed for good", "`gaia runs list --status failed` shows the runs.");
    }

    private static Check Isolation(string isolation, string? advice)
    {
        if (isolation is "missing") return Check.Bad("  isolation", "missing: this worker takes no runs", advice ?? "Its log says why.");
        var means = isolation switch
        {
            "bubblewrap" => "runs see their own files and processes only (bubblewrap)",
            "kubernetes" => "each run has a pod of its own (Kubernetes Jobs)",
            "account" => "each run has an account of its own, but sees the machine's files",
            _ => "none: what a run executes can read what the worker can",
        };
        return advice is null ? Check.Good("  isolation", means) : Check.Warn("  isolation", means, advice);
    }
}
