using System.Globalization;
using System.Net;

namespace Gaia.Api.Security;

/// <summary>One end of a TCP connection, as Linux lists it for everybody.</summary>
/// <param name="Uid">Of the account that made it.</param>
/// <param name="Inode">Its name among open files, <c>socket:[4711]</c>; 0 where no process has it any more.</param>
internal sealed record TcpSocket(IPEndPoint Local, IPEndPoint Remote, uint Uid, ulong Inode)
{
    // A client may reach 127.0.0.1 with a socket of IPv6 (::ffff:127.0.0.1), as .NET's does.
    private static readonly string[] Tables = ["/proc/self/net/tcp", "/proc/self/net/tcp6"];

    /// <summary>The end of a connection of this machine that is not ours.</summary>
    /// <param name="ours">Our address and port.</param>
    /// <param name="theirs">The other's.</param>
    /// <exception cref="IOException">The tables cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">They are not for us to read.</exception>
    public static TcpSocket? FindPeer(IPEndPoint ours, IPEndPoint theirs)
    {
        var (local, remote) = (Plain(theirs), Plain(ours));
        if (SocketDiagnosis.Find(local, remote) is { Inode: > 0 } told) return told;
        return Tables.Where(File.Exists).SelectMany(File.ReadLines).Select(Parse)
            .FirstOrDefault(socket => socket is { Inode: > 0 } && socket.Local.Equals(local) && socket.Remote.Equals(remote));
    }

    /// <summary>
    /// <c>   1: 0100007F:C350 0100007F:1F90 01 00000000:00000000 00:00000000 00000000  1000        0 4711 1 0000000000000000 20 4 0 10 -1</c>:
    /// number, local, remote, state, queues, timer, retransmits, uid, timeout, inode, references and more.
    /// </summary>
    /// <returns>Null for the heading, and for what was cut off: half a number is another number.</returns>
    public static TcpSocket? Parse(string line) =>
        line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, var local, var remote, _, _, _, _, var user, _, var name, _, ..]
        && EndPoint(local) is { } here && EndPoint(remote) is { } there
        && uint.TryParse(user, NumberStyles.None, CultureInfo.InvariantCulture, out var uid)
        && ulong.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var inode)
            ? new(here, there, uid, inode)
            : null;

    // 0100007F:1F90 is 127.0.0.1:8080, 00000000000000000000000001000000:1F90 is [::1]:8080: words of the processor's order, a port to be read as it stands.
    private static IPEndPoint? EndPoint(string text)
    {
        if (text.Split(':') is not [{ Length: 8 or 32 } words, { Length: 4 } number]) return null;
        if (!ushort.TryParse(number, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var port)) return null;
        var bytes = new byte[words.Length / 2];
        for (var at = 0; at < bytes.Length; at += sizeof(uint))
        {
            if (!uint.TryParse(words.AsSpan(at * 2, 8), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var word)) return null;
            BitConverter.TryWriteBytes(bytes.AsSpan(at), word);
        }
        return Plain(new(new IPAddress(bytes), port));
    }

    /// <summary>A mapped address as that of IPv4.</summary>
    public static IPEndPoint Plain(IPEndPoint end) => end.Address.IsIPv4MappedToIPv6 ? new(end.Address.MapToIPv4(), end.Port) : end;
}
