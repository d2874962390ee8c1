using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace Gaia.Runs.Tests;

public sealed class RequestHashTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("gaia-hash-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Processes_of_one_data_folder_agree_and_nobody_else_can_compute_it()
    {
        var all = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Hash(folder).Of("hunter2"u8))));
        Assert.All(all, hash => Assert.Equal(all[0], hash));
        Assert.NotEqual(SHA256.HashData("hunter2"u8), all[0]);
        Assert.NotEqual(all[0], Hash(Path.Combine(folder, "other")).Of("hunter2"u8));
        Assert.Equal(["requests.key"], Directory.GetFiles(Path.Combine(folder, "keys")).Select(Path.GetFileName));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder, "keys", "requests.key")));
    }

    private static RequestHash Hash(string data) => new(Options.Create(new RunsOptions { DataDirectory = data }));
}
