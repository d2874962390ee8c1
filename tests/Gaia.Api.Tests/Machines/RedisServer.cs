using System.Diagnostics;
using System.Net.Sockets;
using Gaia.TestPostgres;
using Gaia.TestProcesses;

namespace Gaia.Api.Tests.Machines;

/// <summary>A Redis of one's own that keeps nothing.</summary>
internal sealed class RedisServer : IDisposable
{
    private readonly Process process;

    private RedisServer(Process process, int port) => (this.process, Address) = (process, $"127.0.0.1:{port}");

    public string Address { get; }

    /// <returns>Null where the machine has none.</returns>
    public static async Task<RedisServer?> StartAsync(CancellationToken cancellationToken)
    {
        var program = new[] { "redis-server", "valkey-server" }.FirstOrDefault(
            name => Environment.GetEnvironmentVariable("PATH")!.Split(':').Any(folder => File.Exists(Path.Combine(folder, name))));
        if (program is null) return null;
        var port = FreePort.Next();
        var process = Process.Start(new ProcessStartInfo(program, ["--port", $"{port}", "--bind", "127.0.0.1", "--save", ""]) { RedirectStandardOutput = true })!;
        process.OutputDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        var server = new RedisServer(process, port);
        await Until.TrueAsync(() => AnswersAsync(port, cancellationToken), "Redis answers", cancellationToken: cancellationToken);
        return server;
    }

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }

    private static async Task<bool> AnswersAsync(int port, CancellationToken cancellationToken)
    {
        using var socket = new TcpClient();
        try
        {
            await socket.ConnectAsync("127.0.0.1", port, cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
