using System.Globalization;

namespace Gaia.AppHost.Tests.Running;

/// <summary>What the terraform of a run finds on loopback, which it shares with everything the AppHost runs.</summary>
public sealed class SandboxTests(RunningAppHost apphost) : IClassFixture<RunningAppHost>
{
    private const string Sandbox = "bwrap --ro-bind / / --proc /proc --dev /dev --unshare-user --unshare-pid --die-with-parent --";

    // Not HTTP, sent to the login, not the right protocol, a token or a key is missing, nothing is there.
    private static readonly string[] Refusals = ["000", "302", "400", "401", "403", "404", "405"];

    [Fact]
    public async Task Nothing_that_listens_there_gives_it_anything_without_a_secret()
    {
        Assert.SkipUnless(await ShellAsync($"{Sandbox} true && echo yes") is "yes", "No sandbox can be made here.");
        var ports = Listening();
        Assert.True(ports.Count >= 8, $"API, worker, PostgreSQL, Redis, dashboard, its receivers, orchestrator: {string.Join(", ", ports)}");

        var script = $$"""
            for port in {{string.Join(' ', ports)}}; do for scheme in http https; do
              for path in / /v1/whoami /api/telemetry/resources /mcp /apis; do
                echo "$port $scheme $path $(curl -sk -m 5 -o /dev/null -w '%{http_code}' $scheme://127.0.0.1:$port$path)"
              done
              echo "$port $scheme export $(curl -sk -m 5 -o /dev/null -w '%{http_code}' -H 'Content-Type: application/json' -d '{"resourceSpans":[]}' $scheme://127.0.0.1:$port/v1/traces)"
            done; done
            """;
        var answers = (await ShellAsync($"{Sandbox} sh -c \"$0\"", script)).Split('\n');

        Assert.Equal(ports.Count * 12, answers.Length);
        Assert.DoesNotContain(answers, answer => !Refusals.Contains(answer.Split(' ')[^1]));
        Assert.Contains($"{new Uri(apphost.Run.Api).Port} http /v1/whoami 401", answers);
        Assert.Contains($"{new Uri(apphost.Run.Dashboard!).Port} http / 302", answers);
        Assert.Contains($"{new Uri(apphost.Run.Telemetry!.Url).Port} http export 401", answers);
        Assert.Equal("200", await ShellAsync($"curl -s -o /dev/null -w '%{{http_code}}' {apphost.Run.Api}/v1/whoami"));
    }

    /// <summary>Ports of the AppHost's processes, out of <c>   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 4711 ...</c></summary>
    private List<int> Listening()
    {
        var sockets = apphost.Folder.Family().SelectMany(each => Files($"/proc/{each.Pid}/fd")).ToHashSet(StringComparer.Ordinal);
        return [.. from table in (string[])["/proc/net/tcp", "/proc/net/tcp6"]
                   where File.Exists(table)
                   from line in File.ReadLines(table)
                   let fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                   where fields is [_, _, _, "0A", _, _, _, _, _, _, ..] && sockets.Contains($"socket:[{fields[9]}]")
                   let port = int.Parse(fields[1].Split(':')[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture)
                   group port by port into same
                   select same.Key];
    }

    private static IEnumerable<string> Files(string folder)
    {
        try
        {
            return [.. Directory.EnumerateFileSystemEntries(folder).Select(file => new FileInfo(file).LinkTarget).OfType<string>()];
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static async Task<string> ShellAsync(string script, params string[] arguments) =>
        (await Command.RunAsync("sh", ["-c", $"{script} || true", .. arguments])).Trim();
}
