using System.Security.Cryptography;
using Gaia.Runs.Tests.Keys;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Gaia.Runs.Tests;

public sealed class RequestHashTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("gaia-hash-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Processes_of_one_data_folder_agree_and_nobody_else_can_compute_it()
    {
        var all = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => HashAsync(folder))));
        Assert.All(all, hash => Assert.Equal(all[0], hash));
        Assert.NotEqual(SHA256.HashData("hunter2"u8), all[0]);
        Assert.NotEqual(all[0], await HashAsync(Path.Combine(folder, "other")));
        Assert.Equal(["requests.key"], Directory.GetFiles(Path.Combine(folder, "keys")).Select(Path.GetFileName));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder, "keys", "requests.key")));
    }

    [Fact]
    public async Task Machines_that_share_keys_and_blobs_agree()
    {
        var key = ProtectionKit.Key();
        var all = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => HashAsync(folder, key))));
        Assert.All(all, hash => Assert.Equal(all[0], hash));
        Assert.False(Directory.Exists(Path.Combine(folder, "keys")));
        Assert.Equal(["requests.key"], Directory.GetFiles(Path.Combine(folder, "blobs", "keys")).Select(Path.GetFileName));
    }

    private static async Task<byte[]> HashAsync(string data, string? key = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Gaia:DataDirectory"] = data, ["Gaia:Keys:Value"] = key });
        builder.Services.AddRuns();
        using var host = builder.Build();
        return await host.Services.GetRequiredService<RequestHash>().OfAsync("hunter2"u8.ToArray(), TestContext.Current.CancellationToken);
    }
}
