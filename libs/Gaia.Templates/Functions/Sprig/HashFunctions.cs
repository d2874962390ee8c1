using System.Security.Cryptography;
using System.Text;

namespace Gaia.Templates.Functions.Sprig;

internal static class HashFunctions
{
    public static void AddTo(FunctionTable table)
    {
        table.Add("sha1sum", 1, call => Make.Text(Convert.ToHexStringLower(SHA1.HashData(Bytes(call, 0)))));
        table.Add("sha256sum", 1, call => Make.Text(Convert.ToHexStringLower(SHA256.HashData(Bytes(call, 0)))));
        table.Add("sha512sum", 1, call => Make.Text(Convert.ToHexStringLower(SHA512.HashData(Bytes(call, 0)))));
        table.Add("adler32sum", 1, call => Make.Text($"{Adler32(Bytes(call, 0))}"));
    }

    private static byte[] Bytes(TemplateCall call, int position) => Encoding.UTF8.GetBytes(call.String(position));

    private static uint Adler32(byte[] bytes)
    {
        const uint prime = 65521;
        uint a = 1, b = 0;
        foreach (var value in bytes)
        {
            a = (a + value) % prime;
            b = (b + a) % prime;
        }
        return b << 16 | a;
    }
}
