using System.Security.Cryptography;
using System.Text;
using Gaia.Documents.Nodes;

namespace Gaia.Templates.Functions.Sprig;

internal static class CryptoFunctions
{
    public static void AddTo(FunctionTable table)
    {
        table.Add("genPrivateKey", 1, call => Make.Text(PrivateKey(call)));
        table.Add("encryptAES", 2, Encrypt);
        table.Add("decryptAES", 2, Decrypt);
    }

    private static string PrivateKey(TemplateCall call)
    {
        switch (call.String(0))
        {
            case "" or "rsa":
                call.Charge(Cost.BigKey);
                using (var rsa = RSA.Create(4096)) return rsa.ExportRSAPrivateKeyPem() + "\n";
            case "ecdsa":
                using (var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256)) return ecdsa.ExportECPrivateKeyPem() + "\n";
            default: throw call.Fail($"unknown key type {call.String(0)}; known are rsa and ecdsa");
        }
    }

    // AES-256-CBC; the first block of the result is the initialization vector.
    private static StringNode Encrypt(TemplateCall call)
    {
        using var aes = Key(call.String(0));
        var cipher = aes.EncryptCbc(Encoding.UTF8.GetBytes(call.String(1)), aes.IV);
        return Make.Text(Convert.ToBase64String([.. aes.IV, .. cipher]));
    }

    private static StringNode Decrypt(TemplateCall call)
    {
        try
        {
            var bytes = Convert.FromBase64String(call.String(1));
            if (bytes.Length < 32) throw call.Fail("the encrypted text is too short");
            using var aes = Key(call.String(0));
            return Make.Text(Encoding.UTF8.GetString(aes.DecryptCbc(bytes.AsSpan(16), bytes.AsSpan(0, 16))));
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            throw call.Fail($"cannot decrypt: {e.Message}");
        }
    }

    private static Aes Key(string password)
    {
        var key = new byte[32];
        Encoding.UTF8.GetBytes(password).AsSpan(0, Math.Min(32, Encoding.UTF8.GetByteCount(password))).CopyTo(key);
        var aes = Aes.Create();
        aes.Key = key;
        return aes;
    }
}
