using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Gaia.Api.Security;
using Gaia.TestPostgres;

namespace Gaia.Api.Tests.Security;

/// <summary>Real connections of this machine.</summary>
public sealed class OwnProcessesTests : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);

    public OwnProcessesTests() => listener.Start();

    private int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    [Theory]
    [InlineData(AddressFamily.InterNetwork, "127.0.0.1")]
    [InlineData(AddressFamily.InterNetworkV6, "::ffff:127.0.0.1")]
    public async Task A_program_of_ours_holds_its_end_until_it_closes_it(AddressFamily family, string address)
    {
        using var accepted = await ConnectedAsync(family, address);

        var peer = await PeerAsync(accepted.Server);
        Assert.True(OwnProcesses.Hold(peer!));
        Assert.Equal(peer, SocketDiagnosis.Find(Client(accepted), Server(accepted))); // by its addresses alone

        accepted.Client.Dispose();
        await Until.TrueAsync(() => TcpSocket.FindPeer(Local(accepted.Server), Remote(accepted.Server)) is null, "nobody holds it");
        Assert.False(OwnProcesses.Hold(peer!));
    }

    [Fact]
    public void Ids_above_the_latest_are_of_the_round_before() => Assert.Equal([40, 7, 1, 32_000, 900], OwnProcesses.YoungestFirst([1, 7, 900, 40, 32_000], latest: 41));

    [Fact]
    public async Task What_listens_where_a_client_was_is_not_the_client()
    {
        using var accepted = await ConnectedAsync(AddressFamily.InterNetwork, "127.0.0.1");

        Assert.Null(SocketDiagnosis.Find(new(IPAddress.Loopback, Port), new(IPAddress.Loopback, Port)));
        Assert.Null(SocketDiagnosis.Find(Client(accepted), Client(accepted)));
        Assert.Null(SocketDiagnosis.Find(Client(accepted), new(IPAddress.IPv6Loopback, Port)));
    }

    [Fact]
    public async Task A_program_in_a_namespace_of_its_own_is_not_ours()
    {
        using var child = Process.Start(new ProcessStartInfo("unshare", ["--user", "--map-root-user", "--pid", "--fork", "--kill-child", "--",
            "bash", "-c", $"exec 5<>/dev/tcp/127.0.0.1/{Port}; read -u 5 line"]) { RedirectStandardError = true })!;
        var accepting = listener.AcceptSocketAsync(TestContext.Current.CancellationToken).AsTask();
        if (await Task.WhenAny(accepting, child.WaitForExitAsync(TestContext.Current.CancellationToken)) != accepting)
            Assert.Skip($"No namespaces here: {await child.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken)}");
        using var server = await accepting;

        Assert.False(OwnProcesses.Hold((await PeerAsync(server))!));

        server.Dispose(); // the child reads its end
        await child.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    public void Dispose() => listener.Dispose();

    private async Task<Pair> ConnectedAsync(AddressFamily family, string address)
    {
        var client = new Socket(family, SocketType.Stream, ProtocolType.Tcp);
        if (family is AddressFamily.InterNetworkV6) client.DualMode = true;
        await client.ConnectAsync(IPAddress.Parse(address), Port, TestContext.Current.CancellationToken);
        return new(client, await listener.AcceptSocketAsync(TestContext.Current.CancellationToken));
    }

    private static async Task<TcpSocket?> PeerAsync(Socket server)
    {
        await Until.TrueAsync(() => TcpSocket.FindPeer(Local(server), Remote(server)) is not null, "the other end is listed");
        return TcpSocket.FindPeer(Local(server), Remote(server));
    }

    private static IPEndPoint Local(Socket socket) => (IPEndPoint)socket.LocalEndPoint!;

    private static IPEndPoint Remote(Socket socket) => (IPEndPoint)socket.RemoteEndPoint!;

    private static IPEndPoint Client(Pair pair) => TcpSocket.Plain(Remote(pair.Server));

    private static IPEndPoint Server(Pair pair) => TcpSocket.Plain(Local(pair.Server));

    private sealed record Pair(Socket Client, Socket Server) : IDisposable
    {
        public void Dispose()
        {
            Client.Dispose();
            Server.Dispose();
        }
    }
}
