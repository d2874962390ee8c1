using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Gaia.Api.Security;

/// <summary>
/// Asks the kernel for one socket of TCP by its addresses (netlink, sock_diag(7)). The tables of /proc have all of them, and the kernel walks
/// through its whole hash for each reading: a millisecond or two, where this takes microseconds.
/// </summary>
internal static partial class SocketDiagnosis
{
    private const int Netlink = 16, RawThatClosesOnExec = 0x80003, Diagnosis = 4;
    private const ushort ByFamily = 20, Asks = 1;
    private const byte Ipv4 = 2, Ipv6 = 10, Tcp = 6;

    // nlmsghdr (16 bytes) and after it inet_diag_req_v2 (8, and the socket's 48) or inet_diag_msg (4, and the socket's 48).
    private const int Header = 16, AskedSocket = Header + 8, ToldSocket = Header + 4, SocketLength = 48, AskLength = AskedSocket + SocketLength;
    private const int Uid = ToldSocket + SocketLength + 12, Inode = Uid + 4, ToldLength = Inode + 4;

    // In struct inet_diag_sockid: ports, then the two addresses, an interface, and a cookie; all ones ask for any.
    private const int LocalAddress = 4, RemoteAddress = 20, Cookie = 40;

    /// <returns>Null if the kernel does not answer, or knows none with exactly these ends.</returns>
    public static TcpSocket? Find(IPEndPoint local, IPEndPoint remote)
    {
        if (local.AddressFamily != remote.AddressFamily) return null;
        using var handle = new SafeSocketHandle(socket(Netlink, RawThatClosesOnExec, Diagnosis), ownsHandle: true);
        if (handle.IsInvalid) return null;
        try
        {
            using var kernel = new Socket(handle) { ReceiveTimeout = 1000 };
            kernel.Send(Ask(local, remote));
            var answer = new byte[4096];
            return Read(answer.AsSpan(0, kernel.Receive(answer))) is { } found && found.Local.Equals(local) && found.Remote.Equals(remote) ? found : null;
        }
        catch (SocketException)
        {
            return null;
        }
    }

    private static byte[] Ask(IPEndPoint local, IPEndPoint remote)
    {
        var bytes = new byte[AskLength];
        MemoryMarshal.Write(bytes, AskLength);
        MemoryMarshal.Write(bytes.AsSpan(4), ByFamily);
        MemoryMarshal.Write(bytes.AsSpan(6), Asks);
        bytes[Header] = local.AddressFamily is AddressFamily.InterNetwork ? Ipv4 : Ipv6;
        bytes[Header + 1] = Tcp;
        bytes.AsSpan(Header + 4, sizeof(uint)).Fill(byte.MaxValue); // in whatever state
        var wanted = bytes.AsSpan(AskedSocket);
        BinaryPrimitives.WriteUInt16BigEndian(wanted, (ushort)local.Port);
        BinaryPrimitives.WriteUInt16BigEndian(wanted[2..], (ushort)remote.Port);
        local.Address.TryWriteBytes(wanted[LocalAddress..], out _);
        remote.Address.TryWriteBytes(wanted[RemoteAddress..], out _);
        wanted[Cookie..].Fill(byte.MaxValue);
        return bytes;
    }

    // A client may reach 127.0.0.1 with a socket of IPv6, which the kernel finds by the address of IPv4, and tells as it is.
    private static TcpSocket? Read(ReadOnlySpan<byte> answer)
    {
        if (answer.Length < ToldLength || MemoryMarshal.Read<ushort>(answer[4..]) != ByFamily) return null;
        var told = answer[ToldSocket..];
        var length = answer[Header] == Ipv4 ? 4 : 16;
        var local = new IPEndPoint(new IPAddress(told.Slice(LocalAddress, length)), BinaryPrimitives.ReadUInt16BigEndian(told));
        var remote = new IPEndPoint(new IPAddress(told.Slice(RemoteAddress, length)), BinaryPrimitives.ReadUInt16BigEndian(told[2..]));
        return new(TcpSocket.Plain(local), TcpSocket.Plain(remote), MemoryMarshal.Read<uint>(answer[Uid..]), MemoryMarshal.Read<uint>(answer[Inode..]));
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int socket(int domain, int type, int protocol);
}
