using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Gaia.Cli.Tests.Remote;

/// <summary>One request and its answer, byte by byte, so that a test decides where it breaks.</summary>
internal sealed class Exchange(Socket socket) : IAsyncDisposable
{
    private readonly NetworkStream stream = new(socket, ownsSocket: true);

    public FakeRequest Request { get; private set; } = new("", "", new Dictionary<string, string>(), []);

    public async Task<FakeRequest?> ReadAsync()
    {
        if (await LineAsync() is not { Length: > 0 } first) return null;
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (await LineAsync() is { Length: > 0 } line) headers[line[..line.IndexOf(':')]] = line[(line.IndexOf(':') + 1)..].Trim();
        if (headers.GetValueOrDefault("Expect") == "100-continue") await stream.WriteAsync("HTTP/1.1 100 Continue\r\n\r\n"u8.ToArray());
        var words = first.Split(' ');
        return Request = new(words[0], words[1], headers, await BodyAsync(headers));
    }

    public Task JsonAsync<T>(T body, JsonTypeInfo<T> type, int status = 200) =>
        WriteAsync(status, "application/json", JsonSerializer.SerializeToUtf8Bytes(body, type));

    public async Task WriteAsync(int status, string type, byte[] body)
    {
        await TextAsync($"HTTP/1.1 {status} x\r\nContent-Type: {type}\r\nConnection: close\r\n{(status == 204 ? "" : $"Content-Length: {body.Length}\r\n")}\r\n");
        if (Request.Method != "HEAD" && status != 204) await stream.WriteAsync(body);
    }

    public Task StartAsync(string type) => TextAsync($"HTTP/1.1 200 OK\r\nContent-Type: {type}\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n");

    public Task ChunkAsync(string text) => TextAsync(string.Create(CultureInfo.InvariantCulture, $"{Encoding.UTF8.GetByteCount(text):x}\r\n{text}\r\n"));

    public Task EndAsync() => socket.Connected ? TextAsync("0\r\n\r\n") : Task.CompletedTask;

    /// <summary>As a server that dies: no end of the answer, the connection just stops.</summary>
    public void Cut() => socket.Close();

    public ValueTask DisposeAsync() => stream.DisposeAsync();

    private async Task TextAsync(string text) => await stream.WriteAsync(Encoding.UTF8.GetBytes(text));

    private async Task<byte[]> BodyAsync(Dictionary<string, string> headers)
    {
        if (headers.TryGetValue("Content-Length", out var length))
        {
            var body = new byte[int.Parse(length, CultureInfo.InvariantCulture)];
            await stream.ReadExactlyAsync(body);
            return body;
        }
        if (!headers.ContainsKey("Transfer-Encoding")) return [];
        var whole = new MemoryStream();
        while (int.Parse(await LineAsync() ?? "0", NumberStyles.HexNumber, CultureInfo.InvariantCulture) is > 0 and var size)
        {
            var chunk = new byte[size];
            await stream.ReadExactlyAsync(chunk);
            whole.Write(chunk);
            await LineAsync();
        }
        await LineAsync();
        return whole.ToArray();
    }

    private async Task<string?> LineAsync()
    {
        var line = new List<byte>();
        var one = new byte[1];
        while (await stream.ReadAsync(one) == 1 && one[0] != '\n') line.Add(one[0]);
        return Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
    }
}
