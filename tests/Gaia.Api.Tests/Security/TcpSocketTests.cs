using System.Net;
using Gaia.Api.Security;

namespace Gaia.Api.Tests.Security;

/// <summary>Lines as Linux writes them on a machine of little endian.</summary>
public sealed class TcpSocketTests
{
    private const string Rest = "01 00000000:00000000 02:000005DC 00000000  1000        0 4711 2 0000000000000000 20 4 30 10 -1";

    [Theory]
    [InlineData("0100007F:C350 0100007F:1F90", "127.0.0.1:50000", "127.0.0.1:8080")]
    [InlineData("0500007F:C350 0100007F:0050", "127.0.0.5:50000", "127.0.0.1:80")]
    [InlineData("00000000000000000000000001000000:C350 00000000000000000000000001000000:1F90", "[::1]:50000", "[::1]:8080")]
    [InlineData("0000000000000000FFFF00000100007F:C350 0000000000000000FFFF00000100007F:1F90", "127.0.0.1:50000", "127.0.0.1:8080")]
    [InlineData("B80D01200000000067452301EFCDAB89:C350 B80D0120000000000000000001000000:FFFF", "[2001:db8::123:4567:89ab:cdef]:50000", "[2001:db8::1]:65535")]
    public void An_address_of_either_kind_is_read_and_a_mapped_one_is_that_of_IPv4(string addresses, string local, string remote)
    {
        Assert.SkipUnless(BitConverter.IsLittleEndian, "Linux writes words in the order of the processor.");
        var socket = TcpSocket.Parse($"   1: {addresses} {Rest}");

        Assert.Equal(new(IPEndPoint.Parse(local), IPEndPoint.Parse(remote), 1000, 4711), socket);
    }

    [Fact]
    public void Of_many_lines_numbers_and_ids_fill_their_columns() => Assert.Equal(
        new(IPEndPoint.Parse("127.0.0.1:50000"), IPEndPoint.Parse("127.0.0.1:8080"), 1879050000, 4294967295),
        TcpSocket.Parse("12345: 0100007F:C350 0100007F:1F90 01 00000000:00000000 00:00000000 00000000 1879050000        0 4294967295 1 0000000000000000 20 4 30 10 -1"));

    [Fact]
    public void A_socket_that_nobody_has_any_more_has_no_inode() => Assert.Equal(0UL, TcpSocket.Parse(
        "  18: 0100007F:C350 0100007F:1F90 06 00000000:00000000 03:00000D5E 00000000     0        0 0 3 0000000000000000")!.Inode);

    [Theory]
    [InlineData("")]
    [InlineData("  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode")]
    [InlineData("   1: 0100007F:C350 0100007F:1F90 01 00000000:00000000 00:00000000 00000000  1000        0 4711")] // it may have been 47110
    [InlineData("   1: 0100007F:C350 0100007F:1F90 01 00000000:00000000 00:00000000 00000000  1000        0")]
    [InlineData("   1: 0100007F:C350 0100007F:1F")]
    [InlineData("   1: 0100007F:C350 0100007F " + Rest)]
    [InlineData("   1: 100007F:C350 0100007F:1F90 " + Rest)]
    [InlineData("   1: 0100007G:C350 0100007F:1F90 " + Rest)]
    [InlineData("   1: 0100007F:C350 0100007F:1F90 01 00000000:00000000 00:00000000 00000000  -1        0 4711 1 0")]
    [InlineData("   1: 0100007F:C350 0100007F:1F90 01 00000000:00000000 00:00000000 00000000  1000        0 4711x 1 0")]
    public void What_is_no_whole_line_is_nobody(string line) => Assert.Null(TcpSocket.Parse(line));
}
