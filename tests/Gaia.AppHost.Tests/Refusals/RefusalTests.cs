using System.Net;
using System.Net.Sockets;
using Gaia.AppHost.Local;

namespace Gaia.AppHost.Tests.Refusals;

/// <summary>What is wrong with the machine or the options is one error, exit code 1, no stack trace, and nothing starts.</summary>
public sealed class RefusalTests : IAsyncDisposable
{
    private readonly AppHostFolder _folder = new();
    private readonly CancellationTokenSource _limit = TestLimit.Of(TimeSpan.FromMinutes(1));

    [Fact]
    public async Task An_unknown_option() =>
        Assert.Contains("'--proceses' is not an option", await RefusedAsync("--proceses"));

    [Fact]
    public async Task Containers_and_processes_together() =>
        Assert.Contains("--containers and --processes exclude each other", await RefusedAsync("--containers", "--processes"));

    [Fact]
    public async Task A_port_that_is_no_number()
    {
        var error = await RefusedAsync("--processes", "--port", "http");
        Assert.Contains("'http'", error);
        Assert.Contains("--port", error);
    }

    [Fact]
    public async Task A_taken_port_with_its_holder()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var error = await RefusedAsync("--processes", "--port", $"{port}");
        Assert.Contains($"Port {port} of 'api' is taken by pid {Environment.ProcessId} ", error);
        Assert.Contains("--port 8081", error);
    }

    [Fact]
    public async Task All_that_is_missing_is_named_at_once()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        WriteVersion("12");
        var error = await RefusedAsync("--processes", "--port", $"{((IPEndPoint)listener.LocalEndpoint).Port}");
        Assert.Contains("is taken", error);
        Assert.Contains("written by PostgreSQL 12", error);
        Assert.Contains("apt-get install -y postgresql-12", error);
        Assert.Contains("--clean", error);
    }

    [Fact]
    public async Task A_data_folder_that_is_a_file()
    {
        var file = _folder.In("file");
        await File.WriteAllTextAsync(file, "mine");
        Assert.Contains($"{file} is a file", await RefusedAsync("--processes", "--data-folder", file));
        Assert.Contains($"{file} is a file", await RefusedAsync("--processes", "--data-folder", Path.Combine(file, "below")));
    }

    [Fact]
    public async Task A_data_folder_that_cannot_be_written()
    {
        var error = await RefusedAsync("--processes", "--data-folder", "/proc/gaia");
        Assert.Contains("/proc/gaia", error);
        Assert.Contains("--data-folder", error);
    }

    [Fact]
    public async Task A_data_folder_of_somebody_else()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root can give a folder away.");
        var folder = _folder.In("theirs");
        Directory.CreateDirectory(folder);
        await Command.RunAsync("chown", "nobody", folder);
        var error = await RefusedAsync("--processes", "--data-folder", folder);
        Assert.Contains($"{folder} belongs to nobody", error);
        Assert.Contains("--data-folder", error);
    }

    [Fact]
    public async Task Data_of_another_major_version()
    {
        WriteVersion("12\n");
        var error = await RefusedAsync("--processes");
        Assert.Contains("written by PostgreSQL 12", error);
        Assert.Contains("sudo apt-get install -y postgresql-12", error);
        Assert.Contains("--clean", error);
    }

    [Fact]
    public async Task Data_whose_version_cannot_be_read()
    {
        WriteVersion("");
        var error = await RefusedAsync("--processes");
        Assert.Contains("PG_VERSION", error);
        Assert.Contains("--clean", error);
    }

    [Fact]
    public async Task A_full_disk()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root can mount a small disk.");
        var disk = _folder.In("disk");
        Directory.CreateDirectory(disk);
        await Command.RunAsync("mount", "-t", "tmpfs", "-o", "size=16m,mode=711", "tmpfs", disk);
        try
        {
            var error = await RefusedAsync("--processes", "--data-folder", Path.Combine(disk, "data"));
            Assert.Contains("MB are free", error);
            Assert.Contains(disk, error);
        }
        finally
        {
            await Command.RunAsync("umount", disk);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _limit.Dispose();
        await _folder.DisposeAsync();
    }

    private void WriteVersion(string text)
    {
        var data = Path.Combine(_folder.Data.Server("postgres"), "data");
        Directory.CreateDirectory(data);
        File.WriteAllText(Path.Combine(data, "PG_VERSION"), text);
    }

    private async Task<string> RefusedAsync(params string[] options)
    {
        using var host = AppHostProcess.Start(_folder, options);
        return await host.RefusedAsync(_limit.Token);
    }
}
