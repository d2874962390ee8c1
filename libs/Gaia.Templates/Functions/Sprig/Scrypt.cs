using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;

namespace Gaia.Templates.Functions.Sprig;

/// <summary>scrypt of RFC 7914, which .NET does not have.</summary>
internal static class Scrypt
{
    /// <param name="cost">N: a power of two.</param>
    /// <param name="blocks">r.</param>
    /// <param name="parallel">p.</param>
    public static byte[] Key(byte[] password, byte[] salt, int cost, int blocks, int parallel, int length)
    {
        var size = 128 * blocks;
        var bytes = Rfc2898DeriveBytes.Pbkdf2(password, salt, 1, HashAlgorithmName.SHA256, parallel * size);
        for (var i = 0; i < parallel; i++) Mix(bytes.AsSpan(i * size, size), cost, blocks);
        return Rfc2898DeriveBytes.Pbkdf2(password, bytes, 1, HashAlgorithmName.SHA256, length);
    }

    private static void Mix(Span<byte> bytes, int cost, int blocks)
    {
        var words = 32 * blocks;
        var (x, y, table) = (new uint[words], new uint[words], new uint[words * cost]);
        for (var i = 0; i < words; i++) x[i] = BinaryPrimitives.ReadUInt32LittleEndian(bytes[(i * 4)..]);
        for (var i = 0; i < cost; i++)
        {
            x.CopyTo(table, i * words);
            MixBlocks(x, y, blocks);
        }

        for (var i = 0; i < cost; i++)
        {
            var from = (int)(x[words - 16] & (uint)(cost - 1)) * words;
            for (var j = 0; j < words; j++) x[j] ^= table[from + j];
            MixBlocks(x, y, blocks);
        }

        for (var i = 0; i < words; i++) BinaryPrimitives.WriteUInt32LittleEndian(bytes[(i * 4)..], x[i]);
    }

    private static void MixBlocks(uint[] x, uint[] y, int blocks)
    {
        Span<uint> block = stackalloc uint[16];
        x.AsSpan((2 * blocks - 1) * 16, 16).CopyTo(block);
        for (var i = 0; i < 2 * blocks; i++)
        {
            for (var j = 0; j < 16; j++) block[j] ^= x[i * 16 + j];
            Salsa(block);
            block.CopyTo(y.AsSpan(((i & 1) * blocks + i / 2) * 16));
        }

        y.CopyTo(x, 0);
    }

    // Salsa20/8: four double rounds over columns and rows.
    private static void Salsa(Span<uint> block)
    {
        Span<uint> x = stackalloc uint[16];
        block.CopyTo(x);
        for (var round = 0; round < 4; round++)
        {
            Quarter(x, 0, 4, 8, 12);
            Quarter(x, 5, 9, 13, 1);
            Quarter(x, 10, 14, 2, 6);
            Quarter(x, 15, 3, 7, 11);
            Quarter(x, 0, 1, 2, 3);
            Quarter(x, 5, 6, 7, 4);
            Quarter(x, 10, 11, 8, 9);
            Quarter(x, 15, 12, 13, 14);
        }

        for (var i = 0; i < 16; i++) block[i] += x[i];
    }

    private static void Quarter(Span<uint> x, int a, int b, int c, int d)
    {
        x[b] ^= BitOperations.RotateLeft(x[a] + x[d], 7);
        x[c] ^= BitOperations.RotateLeft(x[b] + x[a], 9);
        x[d] ^= BitOperations.RotateLeft(x[c] + x[b], 13);
        x[a] ^= BitOperations.RotateLeft(x[d] + x[c], 18);
    }
}
