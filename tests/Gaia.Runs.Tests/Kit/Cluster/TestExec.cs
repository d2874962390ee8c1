using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Gaia.Runs.Tests.Kit.Cluster;

/// <summary>An exec whose answer is on its way.</summary>
/// <param name="Command">What it runs.</param>
/// <param name="Sent">Bytes of output before this piece.</param>
internal sealed record ExecAnswer(string[] Command, long Sent)
{
    public bool Follows => Command.Any(word => word.Contains("send o", StringComparison.Ordinal));

    public bool FetchesErrored => Fetches && Command.Any(word => word.Contains("errored.tfstate", StringComparison.Ordinal));

    public bool Fetches => Command.Any(word => word.Contains("tar -c", StringComparison.Ordinal));
}

/// <summary>The server's side of v4.channel.k8s.io. When the connection ends it kills what it started, as containerd does.</summary>
internal sealed class TestExec(WebSocket socket, HttpContext context, Func<ExecAnswer, byte[], byte[]?> onTheWay)
{
    private readonly SemaphoreSlim sending = new(1);
    private readonly TaskCompletionSource cut = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public async Task RunAsync(Process process, string[] command, bool input)
    {
        try
        {
            var receiving = ReceiveAsync(process, input);
            var output = SendAsync(1, process.StandardOutput.BaseStream, command);
            var errors = SendAsync(2, process.StandardError.BaseStream, command);
            var all = Task.WhenAll(output, errors);
            var first = await Task.WhenAny(all, receiving, cut.Task);
            if (cut.Task.IsCompleted) throw new IOException("cut");
            if (first == receiving && socket.State is not WebSocketState.Open) return;
            await all;
            await process.WaitForExitAsync();
            await SendAsync(3, Encoding.UTF8.GetBytes(Status(process.ExitCode)));
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        }
        catch (Exception cut) when (cut is WebSocketException or OperationCanceledException or IOException)
        {
            context.Abort();
        }
        finally
        {
            if (!process.HasExited) process.Kill();
            process.Dispose();
        }
    }

    private async Task ReceiveAsync(Process process, bool input)
    {
        var buffer = new byte[64 << 10];
        var start = true;
        if (!input) process.StandardInput.Close();
        try
        {
            while (await socket.ReceiveAsync(buffer.AsMemory(), context.RequestAborted) is { MessageType: not WebSocketMessageType.Close } received)
            {
                var bytes = buffer.AsMemory(start ? 1 : 0, received.Count - (start ? 1 : 0));
                start = received.EndOfMessage;
                await process.StandardInput.BaseStream.WriteAsync(bytes);
                await process.StandardInput.BaseStream.FlushAsync();
            }
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException or IOException)
        {
            // Its process does not read any more, or nobody is there to write.
        }
        process.StandardInput.Close();
    }

    private async Task SendAsync(byte channel, Stream from, string[] command)
    {
        var buffer = new byte[4096];
        long sent = 0;
        while (await from.ReadAsync(buffer) is var read and > 0)
        {
            var bytes = buffer[..read];
            if (channel == 1 && onTheWay(new(command, sent), bytes) is var passed)
            {
                if (passed is null)
                {
                    cut.SetResult();
                    return;
                }
                bytes = passed;
            }
            sent += read;
            await SendAsync(channel, bytes);
        }
    }

    private async Task SendAsync(byte channel, byte[] bytes)
    {
        await sending.WaitAsync();
        try
        {
            await socket.SendAsync((byte[])[channel, .. bytes], WebSocketMessageType.Binary, endOfMessage: true, context.RequestAborted);
        }
        finally
        {
            sending.Release();
        }
    }

    private static string Status(int code) => code == 0 ? """{"metadata":{},"status":"Success"}"""
        : $$$"""{"metadata":{},"status":"Failure","reason":"NonZeroExitCode","message":"command terminated with exit code {{{code}}}","details":{"causes":[{"reason":"ExitCode","message":"{{{code}}}"}]}}""";
}
