using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using k8s;
using k8s.Autorest;

namespace Gaia.Runs.Isolation.Pods;

/// <summary>
/// Runs a command in a container, by the protocol v4.channel.k8s.io: each message begins with the number of its channel, 0 input, 1 output,
/// 2 errors, 3 the end: <c>{"status":"Failure","reason":"NonZeroExitCode","details":{"causes":[{"reason":"ExitCode","message":"75"}]}}</c>.
/// </summary>
internal sealed class PodExec(IKubernetes client, string @namespace)
{
    private const int LargestErrors = 64 << 10;
    private const byte Input = 0, Output = 1, Errors = 2, End = 3;

    // Every script of ours speaks every 5 s.
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(30);

    /// <param name="output">What it prints, in pieces. What it throws is thrown here as it is: it says nothing about the connection.</param>
    /// <param name="heard">Called whenever anything comes.</param>
    /// <returns>Its exit code, and its errors, cut after 64 KiB.</returns>
    /// <exception cref="PodConnectionException">How it ended is not known.</exception>
    public async Task<(int Code, string Errors)> RunAsync(
        string pod, string[] command, Stream? input, Action<ReadOnlySpan<byte>> output, Action heard, CancellationToken cancellationToken)
    {
        Exception? ours = null;
        using var quiet = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        quiet.CancelAfter(Silence);
        try
        {
            using var socket = await client.WebSocketNamespacedPodExecAsync(
                pod, @namespace, command, RunPodManifest.Container, stderr: true, stdin: input is not null, stdout: true, tty: false,
                webSocketSubProtocol: WebSocketProtocol.V4BinaryWebsocketProtocol, cancellationToken: quiet.Token);
            var sending = input is null ? Task.CompletedTask : SendAsync(socket, input, quiet);
            try
            {
                return await ReceiveAsync(socket, Mine, heard, quiet);
            }
            finally
            {
                // It may have ended without reading all.
                await quiet.CancelAsync();
                await sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        catch (Exception broken) when (ours is null && broken is WebSocketException or HttpOperationException or HttpRequestException or IOException or OperationCanceledException or JsonException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new PodConnectionException(broken is HttpOperationException refused ? PodCluster.Words(refused) : broken.Message, broken);
        }

        void Mine(ReadOnlySpan<byte> bytes)
        {
            try
            {
                output(bytes);
            }
            catch (Exception fault)
            {
                ours = fault;
                throw;
            }
        }
    }

    private static async Task SendAsync(WebSocket socket, Stream input, CancellationTokenSource quiet)
    {
        var buffer = new byte[32 << 10];
        buffer[0] = Input;
        while (await input.ReadAsync(buffer.AsMemory(1), quiet.Token) is var read and > 0)
        {
            await socket.SendAsync(buffer.AsMemory(0, read + 1), WebSocketMessageType.Binary, endOfMessage: true, quiet.Token);
            quiet.CancelAfter(Silence);
        }
    }

    private static async Task<(int Code, string Errors)> ReceiveAsync(WebSocket socket, Action<ReadOnlySpan<byte>> output, Action heard, CancellationTokenSource quiet)
    {
        var buffer = new byte[64 << 10];
        using var errors = new MemoryStream();
        using var end = new MemoryStream();
        byte? channel = null;
        while (true)
        {
            var received = await socket.ReceiveAsync(buffer.AsMemory(), quiet.Token);
            if (received.MessageType is WebSocketMessageType.Close) break;
            quiet.CancelAfter(Silence);
            heard();
            var bytes = buffer.AsSpan(0, received.Count);
            if (channel is null && bytes.Length > 0)
            {
                channel = bytes[0];
                bytes = bytes[1..];
            }
            if (channel is Output) output(bytes);
            else if (channel is Errors && errors.Length < LargestErrors) errors.Write(bytes);
            else if (channel is End && end.Length < LargestErrors) end.Write(bytes);
            if (!received.EndOfMessage) continue;
            if (channel is End && end.Length > 0) break;
            channel = null;
        }
        return (ExitCode(end.ToArray()), Encoding.UTF8.GetString(errors.GetBuffer(), 0, (int)errors.Length).Trim());
    }

    private static int ExitCode(byte[] status)
    {
        if (status.Length == 0) throw new PodConnectionException("The connection to the pod ended in the middle of a command.");
        using var json = JsonDocument.Parse(status);
        if (json.RootElement.TryGetProperty("status", out var word) && word.GetString() == "Success") return 0;
        if (json.RootElement.TryGetProperty("details", out var details) && details.TryGetProperty("causes", out var causes))
            foreach (var cause in causes.EnumerateArray())
                if (cause.TryGetProperty("reason", out var reason) && reason.GetString() == "ExitCode" && int.TryParse(cause.GetProperty("message").GetString(), out var code))
                    return code;
        throw new PodConnectionException(json.RootElement.TryGetProperty("message", out var message) ? $"{message.GetString()}" : "The command in the pod failed.");
    }
}
