using System.Text.Json;

namespace Gaia.AppHost.Tests.Running;

/// <summary>What a running AppHost is like for those who share its machine.</summary>
public sealed class RunningTests(RunningAppHost apphost) : IClassFixture<RunningAppHost>, IDisposable
{
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
    private readonly CancellationTokenSource _limit = TestLimit.Of(TimeSpan.FromMinutes(1));

    [Fact]
    public async Task Passwords_are_in_no_argument_and_only_their_owner_can_read_them()
    {
        var file = Path.Combine(apphost.Folder.Secrets, "secrets.json");
        using var secrets = JsonDocument.Parse(await File.ReadAllTextAsync(file, _limit.Token));
        var passwords = secrets.RootElement.EnumerateObject().Where(secret => secret.Name.EndsWith("password", StringComparison.Ordinal)).Select(secret => secret.Value.GetString()!).ToList();
        Assert.Equal(2, passwords.Count);
        var family = apphost.Folder.Family();
        Assert.True(family.Count > 10, $"{family.Count} processes");
        foreach (var password in passwords)
            Assert.DoesNotContain(family, each => each.Arguments.Contains(password, StringComparison.Ordinal));
        foreach (var secret in new[] { file, apphost.Folder.Data.RunFile, apphost.Folder.Data.Files, apphost.Folder.Data.Server("postgres"), apphost.Folder.Data.Server("redis") })
            Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(secret) & Others);
    }

    [Theory]
    [InlineData("Gaia.Api.dll", "api")]
    [InlineData("Gaia.Worker.dll", "worker")]
    public async Task A_service_has_the_password_of_its_role_in_a_file_and_knows_no_other(string program, string service)
    {
        var environment = await File.ReadAllTextAsync($"/proc/{apphost.Pid(program)}/environ", _limit.Token);
        var file = Path.Combine(apphost.Folder.Data.Secrets, $"{service}-database-password");
        Assert.Contains($"Username=gaia_{service};", environment);
        Assert.Contains($"\0Gaia__Database__PasswordFile={file}\0", environment);
        Assert.DoesNotContain(await File.ReadAllTextAsync(file, _limit.Token), environment);
        using var secrets = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(apphost.Folder.Secrets, "secrets.json"), _limit.Token));
        Assert.DoesNotContain(secrets.RootElement.GetProperty("Parameters:postgres-password").GetString()!, environment);
        foreach (var secret in new[] { file, apphost.Folder.Data.Secrets })
            Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(secret) & (Others | UnixFileMode.OtherExecute));
    }

    [Fact]
    public void Migrations_run_once_whatever_crashes() =>
        Assert.Equal(2, apphost.Host.Output.Split("Roles, schemas and grants are up to date.").Length);

    [Fact]
    public void Servers_run_as_accounts_without_privileges()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "They run as whoever runs the tests.");
        foreach (var server in new[] { "bin/postgres\0-D", "redis-server" })
            Assert.NotEqual("0", OwnerOf(apphost.Pid(server)));
    }

    [Fact]
    public async Task A_second_one_on_the_same_data_is_told_who_is_there()
    {
        using var second = AppHostProcess.Start(apphost.Folder, "--processes");
        var error = await second.RefusedAsync(_limit.Token);
        Assert.Contains($"pid {apphost.Host.Pid}, {apphost.Run.Api}", error);
        Assert.Contains("--data-folder", error);
    }

    [Fact]
    public void Another_port_than_the_usual_one_is_found_for_the_dashboard_and_printed()
    {
        Assert.NotNull(apphost.Run.Dashboard);
        Assert.NotEqual(18888, new Uri(apphost.Run.Dashboard).Port);
        Assert.Contains($"Dashboard: {apphost.Run.Dashboard}", apphost.Host.Output);
    }

    [Theory]
    [InlineData("Gaia.Api.dll")]
    [InlineData("Gaia.Worker.dll")]
    [InlineData("redis-server")]
    [InlineData("bin/postgres\0-D")]
    public async Task What_crashes_starts_again_on_its_port(string program)
    {
        var (killed, ports) = (apphost.Pid(program), Ports());
        Signals.Send(killed, Signals.Kill);
        await apphost.Folder.UntilAsync(family => family.Any(each => each.Arguments.Contains(program, StringComparison.Ordinal) && !each.IsShell && each.Pid != killed), _limit.Token);
        await HealthyAsync();
        Assert.Equal(ports, Ports());
    }

    [Theory]
    [InlineData("guard.sh", "postgres.sh", false)] // the half that the orchestrator knows
    [InlineData("--inside", "postgres.sh", false)]
    [InlineData("postgres.sh", "keep", true)]
    [InlineData("--inside", "Gaia.Worker.dll", false)]
    public async Task A_killed_shell_takes_nothing_with_it_that_does_not_come_back(string script, string command, bool direct)
    {
        var shell = apphost.Folder.Family().First(each => each.IsShell && each.Arguments.Contains(script, StringComparison.Ordinal)
            && each.Arguments.Contains(command, StringComparison.Ordinal) && each.Arguments.Contains("guard.sh", StringComparison.Ordinal) != direct);
        Signals.Send(shell.Pid, Signals.Kill);
        await apphost.Folder.UntilAsync(family => family.All(each => each.Pid != shell.Pid), _limit.Token);
        await HealthyAsync();
    }

    public void Dispose() => _limit.Dispose();

    // Both services answer, and what they need does, over a second: what was killed has been missed by then.
    private async Task HealthyAsync()
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        for (var healthy = 0; healthy < 10;)
        {
            healthy = await IsHealthyAsync(http, $"{apphost.Run.Api}/health") ? healthy + 1 : 0;
            if (_limit.IsCancellationRequested)
                Assert.Fail($"Not healthy again:\n{apphost.Host.Output}");
            await Task.Delay(100, CancellationToken.None);
        }
    }

    private static async Task<bool> IsHealthyAsync(HttpClient http, string url)
    {
        try
        {
            return (await http.GetAsync(url)).IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }

    // As the servers were told them.
    private string[] Ports() => [.. new[] { "postgres.sh", "redis.sh" }.Select(script =>
        apphost.Folder.Family().First(each => each.Arguments.Contains(script, StringComparison.Ordinal) && each.Arguments.Contains("guard.sh", StringComparison.Ordinal))
            .Arguments.Split('\0').Reverse().Skip(3).First())];

    // "Uid:\t1000\t1000\t1000\t1000"
    private static string OwnerOf(int pid) => File.ReadLines($"/proc/{pid}/status").First(line => line.StartsWith("Uid:", StringComparison.Ordinal)).Split('\t')[1];
}
