using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Gaia.Platform.Tests;

/// <summary>An AWS of one's own on loopback: tests/aws/aws_standin.py on a free port, gone with the test.</summary>
internal sealed class StandIn : IDisposable
{
    private readonly Process process;

    private StandIn(Process process, int port)
    {
        this.process = process;
        Endpoint = $"http://127.0.0.1:{port}";
    }

    public string Endpoint { get; }

    public Dictionary<string, string> Environment => EnvironmentOf(Endpoint);

    public static Dictionary<string, string> EnvironmentOf(string endpoint) => new()
    {
        ["AWS_ENDPOINT_URL"] = endpoint,
        ["AWS_ENDPOINT_URL_S3"] = endpoint,
        ["AWS_ACCESS_KEY_ID"] = "testing",
        ["AWS_SECRET_ACCESS_KEY"] = "testing",
        ["AWS_REGION"] = "us-east-1",
        ["AWS_EC2_METADATA_DISABLED"] = "true",
    };

    public static async Task<StandIn> StartAsync(CancellationToken cancellation)
    {
        var port = FreePort();
        var script = Path.Combine(Repository.AwsTests, "aws_standin.py");
        var start = new ProcessStartInfo(Python.Program, [script, "-H", "127.0.0.1", "-p", $"{port}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = Process.Start(start) ?? throw new InvalidOperationException("python3 did not start.");
        // Its request log is nobody's; an unread pipe would stop it.
        process.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();

        var standIn = new StandIn(process, port);
        try
        {
            await standIn.AnswersAsync(cancellation);
            return standIn;
        }
        catch
        {
            standIn.Dispose();
            throw;
        }
    }

    /// <summary>What happens while a whole region does not answer (tests/aws/standin/outage.py).</summary>
    public async Task WithoutRegionAsync(string region, Func<Task> drill)
    {
        using var http = new HttpClient();
        var outage = new Uri($"{Endpoint}/standin/outage");
        (await http.PostAsync(outage, new StringContent(region), TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();
        await drill();
        using var end = new HttpRequestMessage(HttpMethod.Delete, outage) { Content = new StringContent(region) };
        (await http.SendAsync(end, TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();
    }

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill();
        process.Dispose();
    }

    private async Task AnswersAsync(CancellationToken cancellation)
    {
        using var http = new HttpClient();
        for (var attempt = 0; attempt < 240; attempt++)
        {
            Assert.False(process.HasExited, "The stand-in ended before it answered.");
            try
            {
                await http.GetAsync($"{Endpoint}/moto-api/", cancellation);
                return;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(250), cancellation);
            }
        }
        Assert.Fail("The stand-in did not answer within a minute.");
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
