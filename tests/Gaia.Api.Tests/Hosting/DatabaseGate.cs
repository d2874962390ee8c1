using System.Net;
using System.Net.Sockets;
using Gaia.TestPostgres;
using Npgsql;

namespace Gaia.Api.Tests.Hosting;

/// <summary>Stands between the API and a database of its own, and can be shut: connections are refused and open ones break.</summary>
internal sealed class DatabaseGate : IAsyncDisposable
{
    private readonly TestDatabase database;
    private readonly IPEndPoint target;
    private readonly List<Socket> connections = [];
    private readonly int port;
    private TcpListener? listener;

    private DatabaseGate(TestDatabase database)
    {
        this.database = database;
        var connection = new NpgsqlConnectionStringBuilder(database.ConnectionString);
        target = new(IPAddress.Parse(connection.Host!), connection.Port);
        using (var free = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp))
        {
            free.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            port = ((IPEndPoint)free.LocalEndPoint!).Port;
        }
        ConnectionString = new NpgsqlConnectionStringBuilder(database.ConnectionStringOfApi) { Host = "127.0.0.1", Port = port, Timeout = 2 }.ConnectionString;
    }

    public string ConnectionString { get; }

    /// <summary>Around the gate.</summary>
    public NpgsqlDataSource Database => database.DataSource;

    public static async Task<DatabaseGate> StartAsync(ApiPostgres postgres) =>
        new(await postgres.CreateDatabaseAsync(TestContext.Current.CancellationToken));

    public void Open()
    {
        listener = new(IPAddress.Loopback, port);
        listener.Start();
        _ = AcceptAsync(listener);
    }

    public void Close()
    {
        listener?.Stop();
        lock (connections)
        {
            connections.ForEach(connection => connection.Dispose());
            connections.Clear();
        }
    }

    public async ValueTask DisposeAsync()
    {
        Close();
        await database.DisposeAsync();
    }

    private async Task AcceptAsync(TcpListener from)
    {
        try
        {
            while (true)
            {
                var client = await from.AcceptSocketAsync();
                var server = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                await server.ConnectAsync(target);
                lock (connections) connections.AddRange([client, server]);
                _ = Task.WhenAny(CopyAsync(client, server), CopyAsync(server, client));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException) // shut
        {
        }
    }

    private static async Task CopyAsync(Socket from, Socket to)
    {
        try
        {
            var buffer = new byte[16 << 10];
            while (await from.ReceiveAsync(buffer) is var read and > 0) await to.SendAsync(buffer.AsMemory(0, read));
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException) // shut
        {
        }
        finally
        {
            from.Dispose();
            to.Dispose();
        }
    }
}
