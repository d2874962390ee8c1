using Gaia.Configurations;
using Gaia.Runs.Retention;
using Gaia.Runs.Tests.Kit;

namespace Gaia.Runs.Tests.Retention;

public sealed class RemoveUnpackedTests(RunsPostgres postgres)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0, "30.00:00:00", true)]
    [InlineData(29, "30.00:00:00", true)]
    [InlineData(31, "30.00:00:00", false)]
    [InlineData(31, "00:00:00", true)]
    [InlineData(0.5, "00:00:01", true)] // may still be in use
    public async Task What_nobody_has_used_for_long_is_removed_and_comes_again(double days, string age, bool stays)
    {
        await using var gaia = await StartAsync(age);
        var digest = (await gaia.QueueAsync()).Code;
        var folder = await UnpackAsync(gaia, digest, days);

        await gaia.Get<RemoveUnpacked>().SweepAsync(Stop);

        Assert.Equal(stays, Directory.Exists(folder));
        Assert.NotEmpty(Directory.EnumerateFileSystemEntries(await gaia.Get<UnpackedConfigurations>().UnpackAsync(digest, Stop)));
    }

    [Theory]
    [InlineData(0.5, true)]
    [InlineData(2, false)]
    public async Task What_is_stored_no_longer_is_removed(double days, bool stays)
    {
        await using var gaia = await StartAsync("00:00:00");
        var folder = await UnpackAsync(gaia, await gaia.UploadAsync(), days);
        await gaia.Database.ExecuteAsync("DELETE FROM runs.configurations");

        await gaia.Get<RemoveUnpacked>().SweepAsync(Stop);

        Assert.Equal(stays, Directory.Exists(folder));
        Assert.Equal(stays ? 1 : 0, Directory.GetDirectories(Path.GetDirectoryName(folder)!).Length);
    }

    [Fact]
    public async Task One_that_is_used_stays()
    {
        await using var gaia = await StartAsync("30.00:00:00");
        var digest = (await gaia.QueueAsync()).Code; // opened, and kept open
        var folder = await UnpackAsync(gaia, digest, 31);
        await gaia.Get<OpenConfiguration>().ExecuteAsync(digest, Stop);

        await gaia.Get<RemoveUnpacked>().SweepAsync(Stop);

        Assert.True(Directory.Exists(folder));
    }

    [Fact]
    public async Task Whoever_asks_while_it_is_removed_has_a_whole_one()
    {
        await using var gaia = await StartAsync("30.00:00:00");
        var digest = (await gaia.QueueAsync()).Code;
        var (unpacked, whole) = (gaia.Get<UnpackedConfigurations>(), Files(await UnpackAsync(gaia, digest, 0)));
        for (var i = 0; i < 50; i++)
        {
            var folder = await UnpackAsync(gaia, digest, 31);
            using var start = new Barrier(2);
            var removing = Task.Run(() =>
            {
                start.SignalAndWait();
                return unpacked.RemoveAsync(digest, Stop);
            }, Stop);
            var asked = Task.Run(async () =>
            {
                start.SignalAndWait();
                return Files(await unpacked.UnpackAsync(digest, Stop));
            }, Stop);
            Assert.Equal(whole, await asked);
            await removing;
            Assert.Equal(whole, Files(folder));
        }
    }

    private static string[] Files(string folder) => [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    private Task<TestGaia> StartAsync(string age) =>
        TestGaia.StartAsync(postgres, worker: false, settings: new Dictionary<string, string?> { ["Gaia:Retention:Configurations"] = age });

    private static async Task<string> UnpackAsync(TestGaia gaia, ConfigurationDigest digest, double days)
    {
        var folder = await gaia.Get<UnpackedConfigurations>().UnpackAsync(digest, Stop);
        Directory.SetLastWriteTimeUtc(folder, TimeProvider.System.GetUtcNow().UtcDateTime - TimeSpan.FromDays(days));
        return folder;
    }
}
