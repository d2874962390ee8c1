using Gaia.Configurations.Blobs;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Gaia.Runs.Disks;

/// <summary>Whether what is made could be stored. Degraded and no worse: what is there already can be read all the same.</summary>
public sealed class StorageHealth(FindLowDisks disks, IBlobStore blobs) : IHealthCheck
{
    public const string Name = "storage";

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(Timeout);
            await blobs.CheckAsync(limit.Token);
            return disks.Execute() is { Count: > 0 } low ? HealthCheckResult.Degraded(string.Join("; ", low)) : HealthCheckResult.Healthy();
        }
        catch (Exception fault) when (fault is BlobStoreException or IOException or UnauthorizedAccessException)
        {
            return HealthCheckResult.Degraded(fault.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return HealthCheckResult.Degraded($"The blob store did not answer within {Timeout.TotalSeconds:0} seconds.");
        }
    }
}
