using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Gaia.Runs.Keys;

/// <summary>
/// Bytes with the key that encrypted them, wrapped: a mark, the length of the wrapped key in two bytes, the wrapped key, a nonce of 12
/// bytes, the content encrypted with AES-GCM, its tag of 16.
/// </summary>
internal static class SealedBytes
{
    public const int KeyLength = 32;
    private const int NonceLength = 12;
    private const int TagLength = 16;

    private static ReadOnlySpan<byte> Mark => "gaia-protected-2\n"u8;

    public static bool Are(ReadOnlySpan<byte> stored) => stored.StartsWith(Mark);

    public static byte[] Seal(DataKey key, byte[] plain)
    {
        var head = new byte[Mark.Length + 2 + key.Wrapped.Length];
        Mark.CopyTo(head);
        BinaryPrimitives.WriteUInt16BigEndian(head.AsSpan(Mark.Length), checked((ushort)key.Wrapped.Length));
        key.Wrapped.CopyTo(head.AsSpan(Mark.Length + 2));
        return [.. head, .. Encrypt(key.Key, plain, head)];
    }

    /// <exception cref="CryptographicException">They are cut off.</exception>
    public static byte[] WrappedKey(byte[] stored) => stored[(Mark.Length + 2)..HeadLength(stored)];

    /// <exception cref="CryptographicException">They are damaged.</exception>
    public static byte[] Open(byte[] key, byte[] stored)
    {
        var head = HeadLength(stored);
        return Decrypt(key, stored.AsSpan(head), stored.AsSpan(0, head));
    }

    public static byte[] Encrypt(byte[] key, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> with)
    {
        var all = new byte[NonceLength + plain.Length + TagLength];
        RandomNumberGenerator.Fill(all.AsSpan(0, NonceLength));
        using var aes = new AesGcm(key, TagLength);
        aes.Encrypt(all.AsSpan(0, NonceLength), plain, all.AsSpan(NonceLength, plain.Length), all.AsSpan(NonceLength + plain.Length), with);
        return all;
    }

    /// <exception cref="CryptographicException">They are damaged.</exception>
    public static byte[] Decrypt(byte[] key, ReadOnlySpan<byte> all, ReadOnlySpan<byte> with)
    {
        if (all.Length < NonceLength + TagLength) throw new CryptographicException("They are cut off.");
        var plain = new byte[all.Length - NonceLength - TagLength];
        using var aes = new AesGcm(key, TagLength);
        aes.Decrypt(all[..NonceLength], all.Slice(NonceLength, plain.Length), all[^TagLength..], plain, with);
        return plain;
    }

    private static int HeadLength(byte[] stored)
    {
        var length = stored.Length < Mark.Length + 2 ? int.MaxValue : Mark.Length + 2 + BinaryPrimitives.ReadUInt16BigEndian(stored.AsSpan(Mark.Length));
        return length <= stored.Length && length > Mark.Length + 2 ? length : throw new CryptographicException("They are cut off.");
    }
}
