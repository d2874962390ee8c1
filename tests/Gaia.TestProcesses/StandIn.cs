using System.Diagnostics;

namespace Gaia.TestProcesses;

/// <summary>An AWS of one's own on loopback: tests/aws/aws_standin.py on a free port, gone with the test.</summary>
public sealed class StandIn : IDisposable
{
    /// <summary>Why a test that needs one is skipped where <see cref="PythonProgram.HasMoto"/> is false.</summary>
    public const string Missing = "python3 has no moto server: pip install 'moto[server]==5.2.1'.";

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
        var port = FreePort.Next();
        var start = new ProcessStartInfo(PythonProgram.Path ?? "python3", [Script(), "-H", "127.0.0.1", "-p", $"{port}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = Process.Start(start) ?? throw new InvalidOperationException("python3 did not start.");
        // Nobody reads its request log; an unread pipe would stop it.
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
        (await http.PostAsync(outage, new StringContent(region))).EnsureSuccessStatusCode();
        await drill();
        using var end = new HttpRequestMessage(HttpMethod.Delete, outage) { Content = new StringContent(region) };
        (await http.SendAsync(end)).EnsureSuccessStatusCode();
    }

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill();
        process.Dispose();
    }

    private static string Script()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "atmos.yaml")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException($"No atmos.yaml above {AppContext.BaseDirectory}: run the tests from a checkout.");
        return Path.Combine(folder, "tests", "aws", "aws_standin.py");
    }

    private async Task AnswersAsync(CancellationToken cancellation)
    {
        using var http = new HttpClient();
        for (var attempt = 0; attempt < 240; attempt++)
        {
            if (process.HasExited) throw new InvalidOperationException("The stand-in ended before it answered.");
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
        throw new TimeoutException("The stand-in did not answer within a minute.");
    }
}
