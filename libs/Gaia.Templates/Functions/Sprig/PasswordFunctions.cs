using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Gaia.Templates.Functions.Sprig;

/// <summary>bcrypt, htpasswd, and derivePassword: the algorithm of Master Password, version 3.</summary>
internal static class PasswordFunctions
{
    private const string Seed = "com.lyndir.masterpassword";

    // C and V: consonants and vowels, c and v small; n digits, o others, a letters, x anything.
    private static readonly Dictionary<string, string[]> Forms = new()
    {
        ["maximum"] = ["anoxxxxxxxxxxxxxxxxx", "axxxxxxxxxxxxxxxxxno"],
        ["long"] =
        [
            "CvcvnoCvcvCvcv", "CvcvCvcvnoCvcv", "CvcvCvcvCvcvno", "CvccnoCvcvCvcv", "CvccCvcvnoCvcv", "CvccCvcvCvcvno", "CvcvnoCvccCvcv",
            "CvcvCvccnoCvcv", "CvcvCvccCvcvno", "CvcvnoCvcvCvcc", "CvcvCvcvnoCvcc", "CvcvCvcvCvccno", "CvccnoCvccCvcv", "CvccCvccnoCvcv",
            "CvccCvccCvcvno", "CvcvnoCvccCvcc", "CvcvCvccnoCvcc", "CvcvCvccCvccno", "CvccnoCvcvCvcc", "CvccCvcvnoCvcc", "CvccCvcvCvccno",
        ],
        ["medium"] = ["CvcnoCvc", "CvcCvcno"],
        ["short"] = ["Cvcn"],
        ["basic"] = ["aaanaaan", "aannaaan", "aaannaaa"],
        ["pin"] = ["nnnn"],
    };

    private static readonly Dictionary<char, string> Letters = new()
    {
        ['V'] = "AEIOU",
        ['C'] = "BCDFGHJKLMNPQRSTVWXYZ",
        ['v'] = "aeiou",
        ['c'] = "bcdfghjklmnpqrstvwxyz",
        ['A'] = "AEIOUBCDFGHJKLMNPQRSTVWXYZ",
        ['a'] = "AEIOUaeiouBCDFGHJKLMNPQRSTVWXYZbcdfghjklmnpqrstvwxyz",
        ['n'] = "0123456789",
        ['o'] = "@&%?,=[]_:-+*$#!'^~;()/.",
        ['x'] = "AEIOUaeiouBCDFGHJKLMNPQRSTVWXYZbcdfghjklmnpqrstvwxyz0123456789!@#$%^&*()",
    };

    public static void AddTo(FunctionTable table)
    {
        table.Add("bcrypt", 1, call => Make.Text(Bcrypt(call, call.String(0))));
        table.Add("htpasswd", 2, call => Make.Text(call.String(0).Contains(':', StringComparison.Ordinal)
            ? $"invalid username: {call.String(0)}"
            : $"{call.String(0)}:{Bcrypt(call, call.String(1))}"));
        table.Add("derivePassword", 5, call => Make.Text(Derived(call)));
    }

    private static string Bcrypt(TemplateCall call, string text)
    {
        call.Charge(Cost.Key);
        if (Encoding.UTF8.GetByteCount(text) > 72) throw call.Fail("bcrypt: password length exceeds 72 bytes");
        return BCrypt.Net.BCrypt.HashPassword(text, 10);
    }

    private static string Derived(TemplateCall call)
    {
        var (counter, kind, password, user, site) = ((uint)call.Int(0), call.String(1), call.String(2), call.String(3), call.String(4));
        if (!Forms.TryGetValue(kind, out var forms)) return $"cannot find password template {kind}";
        call.Charge(Cost.Scrypt);
        var key = Scrypt.Key(Encoding.UTF8.GetBytes(password), Message(user), 32768, 8, 2, 64);
        var seed = HMACSHA256.HashData(key, (byte[])[.. Message(site), .. Big(counter)]);
        return string.Concat(forms[seed[0] % forms.Length].Select((form, at) => Letters[form][seed[at + 1] % Letters[form].Length]));
    }

    private static byte[] Message(string name) =>
        [.. Encoding.UTF8.GetBytes(Seed), .. Big((uint)Encoding.UTF8.GetByteCount(name)), .. Encoding.UTF8.GetBytes(name)];

    private static byte[] Big(uint number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, number);
        return bytes;
    }
}
