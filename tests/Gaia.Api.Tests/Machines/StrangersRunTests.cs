using System.Diagnostics;
using System.Net.Sockets;
using Gaia.Contracts;
using Gaia.Contracts.Client;
using Gaia.Runs.Isolation;
using Gaia.Runs.Tests.Isolation;
using Gaia.TestPostgres;

namespace Gaia.Api.Tests.Machines;

/// <summary>The terraform of a run is on the API's loopback, and is not the person at the machine.</summary>
public sealed class StrangersRunTests(ApiPostgres postgres)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(RunIsolationKind.Bubblewrap)]
    [InlineData(RunIsolationKind.Account)]
    public async Task A_run_needs_a_token_in_development_and_a_program_outside_needs_none(RunIsolationKind kind)
    {
        Offered.Demand(kind);
        await using var database = await postgres.CreateDatabaseAsync(Stop);
        var settings = new Dictionary<string, string> { ["ConnectionStrings__gaia"] = database.ConnectionString };
        await using var api = await Machine.StartAsync("Gaia.Api", settings, Stop);
        await using var worker = await Machine.StartAsync("Gaia.Worker", new Dictionary<string, string>(settings)
        {
            ["Gaia__DataDirectory"] = api.Data, ["Gaia__Url"] = $"{api.Url}", ["Gaia__Isolation"] = $"{kind}",
            ["Gaia__RunAccounts"] = "1879050200", // another worker would kill what runs as one of its own
        }, Stop);
        using var http = new HttpClient { BaseAddress = api.Url };

        var log = await LogOfRunAsync(api.Url, http);

        Assert.Contains("ASKED GET /v1/whoami 401", log, StringComparison.Ordinal);
        if (Socket.OSSupportsIPv6) Assert.Contains("ASKED GET /v1/whoami by ::1 401", log, StringComparison.Ordinal);
        Assert.Contains("ASKED POST /v1/runs 401", log, StringComparison.Ordinal);
        Assert.Contains("ASKED POST /v1/admin/init 403", log, StringComparison.Ordinal);
        Assert.Equal("ASKED GET /v1/whoami 200", (await ShellAsync(Ask(api.Url, "GET", "/v1/whoami"))).Trim());
        Assert.Equal("ASKED POST /v1/admin/init 201", (await ShellAsync(Ask(api.Url, "POST", "/v1/admin/init"))).Trim());
    }

    [Fact]
    public async Task A_program_of_another_account_needs_a_token_and_is_told_why()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root can run something as another account.");
        await using var api = await GaiaApi.StartAsync(postgres);
        using var client = await api.ClientAsync();

        var problem = await ShellAsync($"curl -s {client.BaseAddress}v1/whoami", "setpriv", "--reuid=65534", "--clear-groups", "--");

        Assert.Contains("access.unauthenticated", problem, StringComparison.Ordinal);
        Assert.Contains("of the API's own account need none", problem, StringComparison.Ordinal);
    }

    private static async Task<string> LogOfRunAsync(Uri api, HttpClient http)
    {
        using var client = new GaiaClient(new() { Url = api });
        var script = string.Join('\n', Ask(api, "GET", "/v1/whoami"), Ask(api, "GET", "/v1/whoami", "::1"), Ask(api, "POST", "/v1/runs"), Ask(api, "POST", "/v1/admin/init"));
        var configuration = DemoConfiguration.Of("good morning", ("components/terraform/hello/ask.sh", script), ("components/terraform/hello/stranger.tf",
            """
            resource "terraform_data" "stranger" {
              provisioner "local-exec" {
                command = "bash ask.sh"
              }
            }
            """));
        await configuration.UploadAsync(http);
        var run = await client.QueueRunAsync(new(DemoConfiguration.Component, "dev", RunOperation.Apply, configuration.Digest, AutoApprove: true), Stop);
        await Until.TrueAsync(async () => (run = await client.GetRunAsync(run.Id, Stop)).Status is RunStatus.Applied or RunStatus.Failed, "the run is over", seconds: 60, Stop);
        var log = await http.GetStringAsync(Routes.RunLogs(run.Id), Stop);
        Assert.True(run.Status is RunStatus.Applied, log);
        return log;
    }

    /// <summary>One call over a connection of its own, with nothing but bash.</summary>
    private static string Ask(Uri api, string method, string path, string? address = null) =>
        $$"""
        code=none; exec 5<>/dev/tcp/{{address ?? "127.0.0.1"}}/{{api.Port}} && printf '{{method}} {{path}} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n' >&5 && read -r -u 5 version code rest; echo "ASKED {{method}} {{path}}{{(address is null ? "" : $" by {address}")}} $code"
        """;

    private static async Task<string> ShellAsync(string script, params string[] before)
    {
        string[] line = [.. before, "bash", "-c", script];
        using var process = Process.Start(new ProcessStartInfo(line[0], line[1..]) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync(Stop);
        await process.WaitForExitAsync(Stop);
        return output;
    }
}
