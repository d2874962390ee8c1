using System.Diagnostics;
using System.Net.Sockets;

namespace Gaia.Stacks.Tests.Stores;

/// <summary>Programs that a test starts on a free port of loopback, gone with it.</summary>
internal sealed class TestServers : IDisposable
{
    private readonly List<Process> started = [];

    public void Dispose()
    {
        foreach (var process in started)
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
            process.Dispose();
        }
    }

    public async Task<int> Start(string program, Func<int, string[]> arguments)
    {
        var port = FreePort.Next();
        var start = new ProcessStartInfo(program, arguments(port)) { RedirectStandardOutput = true, RedirectStandardError = true };
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        started.Add(process);
        for (var patience = Stopwatch.StartNew(); patience.Elapsed < TimeSpan.FromSeconds(60);)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync("127.0.0.1", port, TestContext.Current.CancellationToken);
                return port;
            }
            catch (SocketException)
            {
                await Task.Delay(100, TestContext.Current.CancellationToken);
            }
        }
        throw new TimeoutException($"{program} does not answer on port {port}");
    }

    public static bool Installed(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(path => File.Exists(Path.Join(path, program)));
}
