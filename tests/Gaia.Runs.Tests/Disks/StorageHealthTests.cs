using Gaia.Runs.Disks;
using Gaia.Runs.Tests.Kit;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Gaia.Runs.Tests.Disks;

public sealed class StorageHealthTests(RunsPostgres postgres)
{
    [Fact]
    public async Task A_bucket_that_is_away_is_no_matter_of_space()
    {
        var away = new Dictionary<string, string?> { ["Gaia:Blobs:Bucket"] = "gaia", ["Gaia:Blobs:Endpoint"] = "http://127.0.0.1:1", ["Gaia:Blobs:Region"] = "us-east-1" };
        await using var gaia = await TestGaia.StartAsync(postgres, worker: false, settings: away);
        var health = await gaia.Get<StorageHealth>().CheckHealthAsync(new(), TestContext.Current.CancellationToken);
        Assert.Equal(HealthStatus.Degraded, health.Status);
        var advice = (string)health.Data[StorageHealth.Advice];
        Assert.Contains("can be neither stored nor read", advice, StringComparison.Ordinal);
        Assert.DoesNotContain("Free space", advice, StringComparison.Ordinal);
    }
}
