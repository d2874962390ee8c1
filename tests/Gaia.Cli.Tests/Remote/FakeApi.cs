using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Gaia.Contracts;

namespace Gaia.Cli.Tests.Remote;

/// <summary>Speaks the protocol on a loopback port, one request a connection, and cuts connections where it is told to.</summary>
internal sealed class FakeApi : IDisposable
{
    private readonly List<(string Method, string Path, Func<Exchange, Task> Answer)> routes = [];
    private readonly List<FakeRequest> requests = [];
    private TcpListener listener;

    public FakeApi()
    {
        listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Url = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
        Listen(listener);
    }

    public Uri Url { get; }

    public Func<Exchange, Task> Unmatched { get; set; } = exchange => exchange.WriteAsync(404, "text/plain", Encoding.UTF8.GetBytes("nothing here"));

    public IReadOnlyList<FakeRequest> Requests
    {
        get { lock (requests) return [.. requests]; }
    }

    /// <summary>The last answer given for a path wins, so that a test can override.</summary>
    public FakeApi On(string method, string path, Func<Exchange, Task> answer)
    {
        lock (routes) routes.Insert(0, (method, path, answer));
        return this;
    }

    public FakeApi Json<T>(string method, string path, T body, JsonTypeInfo<T> type, int status = 200) =>
        On(method, path, exchange => exchange.JsonAsync(body, type, status));

    public FakeApi Problem(string method, string path, int status, string code, string detail) => Json(
        method, path, new(null, "t", status, detail, null, code, TraceId: "trace-1"), ContractsJson.Default.ProblemResponse, status);

    public void Stop() => listener.Stop();

    public void Start()
    {
        listener = new TcpListener(IPAddress.Loopback, Url.Port);
        listener.Start();
        Listen(listener);
    }

    public void Dispose() => listener.Dispose();

    private void Listen(TcpListener open) => _ = Task.Run(async () =>
    {
        while (true)
        {
            try { _ = AnswerAsync(await open.AcceptSocketAsync()); }
            catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException) { return; }
        }
    });

    private async Task AnswerAsync(Socket socket)
    {
        await using var exchange = new Exchange(socket);
        try
        {
            if (await exchange.ReadAsync() is not { } request) return;
            if (request.Path == Routes.Alive)
            {
                await exchange.WriteAsync(200, "text/plain", []); // a connection opened ahead; it asks for nothing
                return;
            }
            lock (requests) requests.Add(request);
            Func<Exchange, Task>? answer;
            lock (routes) answer = routes.FirstOrDefault(route => route.Method == request.Method && route.Path == request.Path.Split('?')[0]).Answer;
            await (answer ?? Unmatched)(exchange);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or IOException) { exchange.Cut(); }
    }
}

internal sealed record FakeRequest(string Method, string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Text => Encoding.UTF8.GetString(Body);

    public string? Query(string name) => Path.Split('?').ElementAtOrDefault(1)?.Split('&').FirstOrDefault(pair => pair.StartsWith($"{name}="))?[(name.Length + 1)..];
}
