using System.Net.Sockets;
using System.Text;

namespace Gaia.ProcessHost;

/// <summary>AUTH and PING in Redis's own protocol; answers are "+OK", "+PONG", or "-ERR ..." lines.</summary>
internal static class RedisPing
{
    public static async Task CheckAsync(RedisResource resource, CancellationToken ct)
    {
        var password = await resource.Password.GetValueAsync(ct) ?? "";
        using var client = new TcpClient();
        await client.ConnectAsync(EndpointReference.Host, resource.Endpoint.Port, ct);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.UTF8.GetBytes(
            $"*2\r\n$4\r\nAUTH\r\n${Encoding.UTF8.GetByteCount(password)}\r\n{password}\r\n*1\r\n$4\r\nPING\r\n"), ct);
        using var reader = new StreamReader(stream);
        foreach (var expected in new[] { "+OK", "+PONG" })
        {
            if (await reader.ReadLineAsync(ct) is var answer && answer != expected)
                throw new IOException($"Redis answered '{answer}', not '{expected}'");
        }
    }
}
