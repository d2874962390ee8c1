using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Gaia.Runs.Tests.Kit;

/// <summary>
/// Stands between a client and PostgreSQL. It can make PostgreSQL go away (connections break, new ones are refused), and it can make the client
/// stand still: PostgreSQL still hears it, but no answer comes through.
/// </summary>
internal sealed class CutProxy : IAsyncDisposable
{
    private readonly int target;
    private readonly List<TcpClient> open = [];
    private readonly TaskCompletionSource goOn = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<TcpClient> standing = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TcpListener listener = new(IPAddress.Loopback, 0);
    private (byte[] First, byte[] Then)? watched;

    public CutProxy(int target)
    {
        this.target = target;
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        _ = AcceptAsync(listener);
    }

    public int Port { get; }

    /// <summary>Ends when the client stands still.</summary>
    public Task StandsStill => standing.Task;

    /// <summary>As soon as one connection has sent both texts, one after the other.</summary>
    public void StandStillAfter(string first, string then) => watched = (Encoding.UTF8.GetBytes(first), Encoding.UTF8.GetBytes(then));

    /// <summary>That one connection hears its answer; all others break, and new ones are refused.</summary>
    public async Task GoOnAloneAsync()
    {
        var client = await standing.Task;
        listener.Stop();
        lock (open)
        {
            foreach (var other in open.Where(other => other != client)) other.Dispose();
            open.RemoveAll(other => other != client);
        }
        goOn.SetResult();
    }

    public void Cut()
    {
        listener.Stop();
        lock (open)
        {
            foreach (var client in open) client.Dispose();
            open.Clear();
        }
    }

    public void Restore()
    {
        listener = new TcpListener(IPAddress.Loopback, Port);
        listener.Start();
        _ = AcceptAsync(listener);
    }

    public ValueTask DisposeAsync()
    {
        Cut();
        return ValueTask.CompletedTask;
    }

    private async Task AcceptAsync(TcpListener from)
    {
        try
        {
            while (true) _ = ForwardAsync(await from.AcceptTcpClientAsync());
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Cut.
        }
    }

    private async Task ForwardAsync(TcpClient client)
    {
        using var server = new TcpClient();
        try
        {
            await server.ConnectAsync(IPAddress.Loopback, target);
            lock (open) open.Add(client);
            await Task.WhenAny(AskAsync(client, server.GetStream()), AnswerAsync(client, server.GetStream()));
        }
        catch (Exception broken) when (broken is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // One side is gone; so is the other then.
        }
        finally
        {
            client.Dispose();
        }
    }

    private async Task AskAsync(TcpClient client, NetworkStream server)
    {
        var buffer = new byte[64 << 10];
        var seen = false;
        while (await client.GetStream().ReadAsync(buffer) is var read and > 0)
        {
            if (watched is var (first, then))
            {
                var sent = buffer.AsSpan(0, read);
                if (seen && sent.IndexOf(then) >= 0) standing.TrySetResult(client);
                seen |= sent.IndexOf(first) >= 0;
            }
            await server.WriteAsync(buffer.AsMemory(0, read));
        }
    }

    private async Task AnswerAsync(TcpClient client, NetworkStream server)
    {
        var buffer = new byte[64 << 10];
        while (await server.ReadAsync(buffer) is var read and > 0)
        {
            if (standing.Task.IsCompleted) await goOn.Task;
            await client.GetStream().WriteAsync(buffer.AsMemory(0, read));
        }
    }
}
