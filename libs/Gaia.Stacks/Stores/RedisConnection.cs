using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace Gaia.Stacks.Stores;

/// <summary>
/// The few words of RESP that reading and writing a key take. A request is *2\r\n$3\r\nGET\r\n$1\r\na\r\n, an answer +OK, -ERR text,
/// :1, or $5\r\nhello\r\n, and $-1 for nothing.
/// </summary>
internal sealed class RedisConnection : IDisposable
{
    private const int LongestLine = 64 * 1024;
    private const int LongestValue = 64 * 1024 * 1024;

    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(10);

    private readonly TcpClient client = new();
    private Stream stream = Stream.Null;

    public static RedisConnection Open(RedisAddress address, CancellationToken cancellation)
    {
        var connection = new RedisConnection();
        try
        {
            connection.Connect(address, cancellation);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <returns>Null for nil.</returns>
    public string? Ask(params ReadOnlySpan<string> words)
    {
        var request = new StringBuilder().Append(CultureInfo.InvariantCulture, $"*{words.Length}\r\n");
        foreach (var word in words) request.Append(CultureInfo.InvariantCulture, $"${Encoding.UTF8.GetByteCount(word)}\r\n{word}\r\n");
        stream.Write(Encoding.UTF8.GetBytes(request.ToString()));
        stream.Flush();
        return Answer();
    }

    public void Dispose()
    {
        stream.Dispose();
        client.Dispose();
    }

    private void Connect(RedisAddress address, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(ConnectLimit);
        try
        {
            client.ConnectAsync(address.Host, address.Port, limit.Token).AsTask().GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new TimeoutException($"no connection within {ConnectLimit.TotalSeconds:0} seconds");
        }
        client.ReceiveTimeout = client.SendTimeout = (int)ConnectLimit.TotalMilliseconds;
        stream = client.GetStream();
        if (address.Secure)
        {
            var secure = new SslStream(stream);
            secure.AuthenticateAsClient(address.Host);
            stream = secure;
        }
        if (address.Password is { } password) Ask(address.User is { } user ? ["AUTH", user, password] : ["AUTH", password]);
        if (address.Database > 0) Ask("SELECT", address.Database.ToString(CultureInfo.InvariantCulture));
    }

    private string? Answer()
    {
        var line = Line();
        return line[0] switch
        {
            '+' or ':' => line[1..],
            '-' => throw new IOException($"the server answered: {line[1..]}"),
            '$' => Bulk(line),
            _ => throw new IOException("the server does not speak Redis's protocol"),
        };
    }

    private string? Bulk(string line)
    {
        if (!int.TryParse(line.AsSpan(1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var length) || length > LongestValue)
            throw new IOException("the server announced a value that is too long");
        if (length < 0) return null;
        var bytes = new byte[length + 2];
        stream.ReadExactly(bytes);
        return Encoding.UTF8.GetString(bytes, 0, length);
    }

    private string Line()
    {
        var bytes = new List<byte>();
        while (bytes.Count < 2 || bytes[^1] != '\n' || bytes[^2] != '\r')
        {
            var next = stream.ReadByte();
            if (next < 0) throw new IOException("the server closed the connection");
            bytes.Add((byte)next);
            if (bytes.Count > LongestLine) throw new IOException("the server does not speak Redis's protocol");
        }
        return bytes.Count == 2 ? throw new IOException("the server does not speak Redis's protocol") : Encoding.UTF8.GetString(bytes.ToArray(), 0, bytes.Count - 2);
    }
}
