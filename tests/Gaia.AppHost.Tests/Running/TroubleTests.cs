namespace Gaia.AppHost.Tests.Running;

/// <summary>What keeps an AppHost from getting healthy is said on its console.</summary>
public sealed class TroubleTests : IAsyncDisposable
{
    private readonly AppHostFolder _folder = new();
    private readonly CancellationTokenSource _limit = TestLimit.Of(TimeSpan.FromMinutes(3));

    [Fact]
    public async Task Damaged_data_is_named_with_what_the_server_said()
    {
        await MakeDataAsync();
        File.Delete(Path.Combine(_folder.Data.Server("postgres"), "data", "global", "pg_control"));
        using var host = AppHostProcess.Start(_folder, "--processes");
        await host.SaysAsync("Error: 'postgres' does not stay up (exit code ", _limit.Token);
        await host.SaysAsync("pg_control", _limit.Token);
        Assert.Equal(1, await host.ExitAsync(_limit.Token));
        await _folder.DesertedAsync(_limit.Token);
    }

    [Theory]
    [InlineData("Gaia__MinFreeBytes", "abc", "Gaia__MinFreeBytes is 'abc', not a whole number.")]
    [InlineData("Gaia__Database__Migrate", "maybe", "Gaia__Database__Migrate is 'maybe', neither true nor false.")]
    public async Task A_wrong_setting_ends_the_start(string name, string value, string problem)
    {
        using var host = AppHostProcess.Start(_folder, new Dictionary<string, string> { [name] = value }, "--processes");
        Assert.Equal(1, await host.ExitAsync(_limit.Token));
        Assert.Contains($"cannot start: {problem}", host.Output);
        Assert.DoesNotContain("InvalidOperationException", host.Output);
        await _folder.DesertedAsync(_limit.Token);
    }

    [Fact]
    public async Task Lost_user_secrets_do_not_lock_the_data()
    {
        await MakeDataAsync();
        Directory.Delete(_folder.Secrets, recursive: true);
        using var host = AppHostProcess.Start(_folder, "--processes");
        await host.HealthyAsync(_limit.Token);
        Assert.DoesNotContain("password authentication failed", host.Output);
    }

    [Fact]
    public async Task Servers_that_are_not_installed_are_all_named_with_one_command()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root can hide programs from a process.");
        string[] hidden = ["/usr/bin/redis-server", "/usr/bin/valkey-server"];
        var hide = string.Concat(hidden.Where(File.Exists).Select(program => $"mount --bind /dev/null {program}; "));
        using var host = AppHostProcess.StartBy(_folder, "unshare", ["--mount", "sh", "-ec", $"{hide} mount -t tmpfs tmpfs /usr/lib/postgresql; exec \"$@\"", "sh"], "--processes");
        var error = await host.RefusedAsync(_limit.Token);
        Assert.Contains("'postgres' needs PostgreSQL 13 or later (initdb, postgres), which is not on this machine", error);
        Assert.Contains("'redis' needs redis-server or valkey-server, which is not on this machine", error);
        Assert.Contains("sudo apt-get install -y postgresql redis-server", error);
    }

    public async ValueTask DisposeAsync()
    {
        _limit.Dispose();
        await _folder.DisposeAsync();
    }

    private async Task MakeDataAsync()
    {
        using var host = AppHostProcess.Start(_folder, "--processes");
        await host.SaysAsync("Database 'gaia' created", _limit.Token);
        host.Signal(Signals.Terminate);
        Assert.Equal(0, await host.ExitAsync(_limit.Token));
    }
}
