using Gaia.Configurations.Blobs;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Gaia.Runs.Disks;

/// <summary>Whether what is made could be stored. Degraded and no worse: what PostgreSQL has can be read all the same.</summary>
public sealed class StorageHealth(FindLowDisks disks, IBlobStore blobs) : IHealthCheck
{
    public const string Name = "storage";

    /// <summary>Of the report's data: what to do, and what does not work until then.</summary>
    public const string Advice = "advice";

    /// <summary>Of a worker: the same.</summary>
    public const string AdviceFact = "storage.advice";

    private const string OfDisk = "Free space there, or lower Gaia__MinFreeBytes; until then runs fail before they begin, and what finds no room is refused. What is stored can be read.";
    private const string OfStore = "Mend that; until then runs fail, and configurations, plans and states can be neither stored nor read. Gaia goes on by itself then.";

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(Timeout);
            await blobs.CheckAsync(limit.Token);
            return disks.Execute() is { Count: > 0 } low ? Degraded(string.Join("; ", low), OfDisk) : HealthCheckResult.Healthy();
        }
        catch (Exception fault) when (fault is BlobStoreException or IOException or UnauthorizedAccessException)
        {
            return Degraded(fault.Message, OfStore);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Degraded($"The blob store did not answer within {Timeout.TotalSeconds:0} seconds.", OfStore);
        }
    }

    private static HealthCheckResult Degraded(string trouble, string advice) =>
        HealthCheckResult.Degraded(trouble, data: new Dictionary<string, object> { [Advice] = advice });
}
