using System.Security.Cryptography;
using System.Text;
using Gaia.Documents.Nodes;

namespace Gaia.Templates.Functions.Gomplate;

internal static class GomplateCrypto
{
    private const int MostIterations = 10_000_000;

    public static void AddTo(FunctionTable table)
    {
        Hash(table, "SHA1", SHA1.HashData);
        Hash(table, "SHA256", SHA256.HashData);
        Hash(table, "SHA384", SHA384.HashData);
        Hash(table, "SHA512", SHA512.HashData);
        table.Add("crypto.PBKDF2", 4, 5, Derive);
        table.Add("base64.Encode", 1, call => Make.Text(System.Convert.ToBase64String(Encoding.UTF8.GetBytes(Convert.Text(call, 0)))));
        table.Add("base64.Decode", 1, call => Make.Text(Decode(call)));
        table.Add("uuid.V4", 0, _ => Make.Text(Guid.NewGuid().ToString()));
        table.Add("uuid.Nil", 0, _ => Make.Text(Guid.Empty.ToString()));
        table.Add("uuid.IsValid", 1, call => Make.Bool(Guid.TryParse(Convert.Text(call, 0), out _)));
    }

    private static void Hash(FunctionTable table, string name, Func<byte[], byte[]> hash) =>
        table.Add($"crypto.{name}", 1, call => Make.Text(System.Convert.ToHexStringLower(hash(Encoding.UTF8.GetBytes(Convert.Text(call, 0))))));

    // password salt iterations length [hash]
    private static StringNode Derive(TemplateCall call)
    {
        var (rounds, length) = (Convert.Int(call[2]), Convert.Int(call[3]));
        if (rounds is < 1 or > MostIterations || length is < 1 or > 1024) throw call.Fail("iterations or key length out of range");
        var hash = call.Count == 5 ? Convert.Text(call, 4).Replace("-", "").ToUpperInvariant() switch
        {
            "SHA1" => HashAlgorithmName.SHA1,
            "SHA256" => HashAlgorithmName.SHA256,
            "SHA384" => HashAlgorithmName.SHA384,
            "SHA512" => HashAlgorithmName.SHA512,
            var other => throw call.Fail($"unknown hash {other}"),
        } : HashAlgorithmName.SHA1;
        call.Charge(rounds * (length / 20 + 1) * Cost.Round);
        var key = Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(Convert.Text(call, 0)), Encoding.UTF8.GetBytes(Convert.Text(call, 1)), (int)rounds, hash, (int)length);
        return Make.Text(System.Convert.ToHexStringLower(key));
    }

    // Both alphabets, with or without padding.
    private static string Decode(TemplateCall call)
    {
        var text = Convert.Text(call, 0).Replace('-', '+').Replace('_', '/').TrimEnd('=');
        var buffer = new byte[text.Length + 3];
        return System.Convert.TryFromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '='), buffer, out var written)
            ? Encoding.UTF8.GetString(buffer, 0, written)
            : throw call.Fail("illegal base64 data");
    }
}
