using Gaia.Api.Audit;
using Gaia.Contracts;
using Gaia.Jobs;
using Gaia.Runs.Disks;
using Gaia.Runs.Events;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Gaia.Api.Status;

/// <summary>How the parts of the system are now. Answers also while PostgreSQL or Redis do not.</summary>
internal sealed class SystemStatus(HealthCheckService health, ListWorkers workers, QueueDepth queue, IHostEnvironment environment, IConfiguration configuration)
{
    public async Task<StatusResponse> ReadAsync(CancellationToken cancellationToken)
    {
        var report = await health.CheckHealthAsync(check => check.Name is Postgres or SignalsHealth.Name or "schema" or StorageHealth.Name or AuditHeadHealth.Name, cancellationToken);
        var components = new List<ComponentHealth> { new("api", "healthy", GaiaVersion.Text, null), Postgresql(report), OfRedis(report), OfStorage(report.Entries[StorageHealth.Name]) };
        var (found, counts) = await JobsAsync(components[1].Status, cancellationToken);
        components.Add(Worker(found, components[1].Status));
        if (report.Entries[AuditHeadHealth.Name] is { Status: not HealthStatus.Healthy } heads) components.Add(AuditHeads(heads));
        return new(GaiaVersion.Text, environment.EnvironmentName, components, [.. found.Select(From)], counts, Dashboard());
    }

    private string? Dashboard() => configuration["Gaia:DashboardUrl"] is { Length: > 0 } url ? url : null;

    private const string Postgres = "PostgreSql";

    private static ComponentHealth Postgresql(HealthReport report) => (report.Entries[Postgres], report.Entries["schema"]) switch
    {
        ({ Status: not HealthStatus.Healthy }, _) => new("postgres", "unhealthy", "does not answer",
            "Start PostgreSQL, or check ConnectionStrings__gaia of the API. Gaia goes on by itself when it is back."),
        (_, { Status: not HealthStatus.Healthy }) => new("postgres", "unhealthy", "the schema is not up to date",
            "Wait a moment; if it stays like this, `Gaia.Api migrate` was not run or failed: the logs of it and of the API say why."),
        var (postgres, _) => new("postgres", "healthy", $"answers in {postgres.Duration.TotalMilliseconds:F0} ms", null),
    };

    // Redis only makes things quicker, so that without it Gaia is degraded and not down.
    private static ComponentHealth OfRedis(HealthReport report)
    {
        if (!report.Entries.TryGetValue(SignalsHealth.Name, out var redis))
            return new("redis", "degraded", "not configured", "Set ConnectionStrings__redis of the API and the worker. Runs go on; events come a little later.");
        return redis.Status is HealthStatus.Healthy
            ? new("redis", "healthy", $"answers in {redis.Duration.TotalMilliseconds:F0} ms", null)
            : new("redis", "degraded", "does not answer", "Start Redis, or check ConnectionStrings__redis. Runs go on; events come a little later.");
    }

    // Of the API; each worker tells of its own.
    private static ComponentHealth OfStorage(HealthReportEntry storage) => storage.Status is HealthStatus.Healthy
        ? new("storage", "healthy", $"answers in {storage.Duration.TotalMilliseconds:F0} ms", null)
        : new("storage", "degraded", storage.Description, storage.Data.GetValueOrDefault(StorageHealth.Advice) as string);

    private static ComponentHealth Worker(IReadOnlyList<RegisteredWorker> found, string database) => found.Count switch
    {
        _ when database is not "healthy" => new("worker", "unhealthy", "unknown while PostgreSQL is away", null),
        0 => new("worker", "unhealthy", "no worker is registered", "Start Gaia.Worker (or the AppHost); queued runs wait for it."),
        _ when NotIsolating(found) is { Length: > 0 } hosts => new("worker", hosts.Length == found.Count ? "unhealthy" : "degraded",
            $"{string.Join(", ", hosts)}: takes no runs, because it cannot isolate them", hosts.Length == found.Count ? $"Queued runs wait. {IsolationAdvice}" : IsolationAdvice),
        _ when Low(found) is { Length: > 0 } low => new("worker", "degraded", low, Advice(found)),
        1 => new("worker", "healthy", "1 worker", null),
        var many => new("worker", "healthy", $"{many} workers", null),
    };

    private const string IsolationAdvice = "`gaia doctor` says what is missing there; docs/images.md how a container gets it. Or say Gaia__Isolation=none of the worker, if runs are trusted with what it has.";

    private static string[] NotIsolating(IReadOnlyList<RegisteredWorker> found) =>
        [.. found.Where(worker => worker.Facts.GetValueOrDefault("isolation") is "missing").Select(worker => worker.Host)];

    // Named only when something is wrong: nobody starts it as a part of its own.
    private static ComponentHealth AuditHeads(HealthReportEntry heads) => new("audit", "degraded", $"its head is not noted: {heads.Description}",
        "Mend what Gaia__Audit__HeadFile or Gaia__Audit__HeadWebhook of the API names. Runs go on, and it is noted by itself then.");

    private static string Low(IReadOnlyList<RegisteredWorker> found) => string.Join("; ",
        from worker in found
        where worker.Facts.ContainsKey(StorageHealth.Name)
        select $"{worker.Host}: {worker.Facts[StorageHealth.Name]}");

    private static string? Advice(IReadOnlyList<RegisteredWorker> found) =>
        found.Select(worker => worker.Facts.GetValueOrDefault(StorageHealth.AdviceFact)).FirstOrDefault(advice => advice is not null);

    private async Task<(IReadOnlyList<RegisteredWorker>, QueueResponse)> JobsAsync(string database, CancellationToken cancellationToken)
    {
        if (database is not "healthy") return ([], new(0, 0, 0, 0));
        try
        {
            var counts = await queue.ExecuteAsync(cancellationToken);
            return (await workers.ExecuteAsync(cancellationToken), new(counts.Ready, counts.Scheduled, counts.Running, counts.Dead));
        }
        catch (NpgsqlException) // went away since it was checked; the next status tells
        {
            return ([], new(0, 0, 0, 0));
        }
    }

    private static WorkerResponse From(RegisteredWorker worker) => new(
        worker.Id.ToString(), worker.Host, worker.Version, worker.Facts.GetValueOrDefault("terraform"),
        worker.Facts.GetValueOrDefault("credentials")?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [],
        worker.Running, worker.Capacity, worker.StartedAt, worker.SeenAt,
        worker.Facts.GetValueOrDefault("isolation"), worker.Facts.GetValueOrDefault("isolation.weakness"), worker.Facts.GetValueOrDefault(StorageHealth.Name));
}
