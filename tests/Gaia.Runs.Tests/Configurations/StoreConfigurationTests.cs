using System.Security.Cryptography;
using Gaia.Configurations;
using Gaia.Configurations.Archives;
using Gaia.Runs.Tests.Kit;

namespace Gaia.Runs.Tests.Configurations;

public sealed class StoreConfigurationTests(RunsPostgres postgres)
{
    [Fact]
    public async Task An_archive_is_stored_once()
    {
        await using var gaia = await TestGaia.StartAsync(postgres, worker: false);
        var (digest, bytes) = gaia.Repository.Pack();
        var store = gaia.Get<StoreConfiguration>();
        Assert.Null(await gaia.Get<FindConfiguration>().ExecuteAsync(digest, CancellationToken.None));
        Assert.True((await store.ExecuteAsync(digest, new MemoryStream(bytes), CancellationToken.None)).Created);
        var (again, created) = await store.ExecuteAsync(digest, new MemoryStream(bytes), CancellationToken.None);
        Assert.Equal((false, bytes.LongLength), (created, again.Size));
    }

    [Fact]
    public async Task What_is_not_as_promised_leaves_nothing()
    {
        await using var gaia = await TestGaia.StartAsync(postgres, worker: false, settings: new Dictionary<string, string?> { ["Gaia:MaxArchiveBytes"] = "4096" });
        var (digest, bytes) = gaia.Repository.Pack();
        Assert.Equal("configuration.digest-mismatch", await RefusalAsync(gaia, digest, bytes[..^1]));
        var large = RandomNumberGenerator.GetBytes(4097);
        Assert.Equal("configuration.too-large", await RefusalAsync(gaia, DigestOf(large), large));
        var noise = RandomNumberGenerator.GetBytes(100);
        var damaged = await Assert.ThrowsAsync<ArchiveException>(() => gaia.Get<StoreConfiguration>().ExecuteAsync(
            DigestOf(noise), new MemoryStream(noise), CancellationToken.None));
        Assert.Equal(ArchiveCodes.Damaged, damaged.Code);
        Assert.Equal(0, await gaia.Database.ScalarAsync<long>("SELECT count(*) FROM runs.configurations"));
        Assert.Empty(Directory.GetFiles(gaia.DataDirectory, "*", SearchOption.AllDirectories));
    }

    private static ConfigurationDigest DigestOf(byte[] bytes) => new("sha256:" + Convert.ToHexStringLower(SHA256.HashData(bytes)));

    private static async Task<string> RefusalAsync(TestGaia gaia, ConfigurationDigest digest, byte[] bytes) =>
        (await Assert.ThrowsAsync<ConfigurationRefusedException>(() => gaia.Get<StoreConfiguration>().ExecuteAsync(
            digest, new MemoryStream(bytes), CancellationToken.None))).Code;
}
