using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Gaia.Contracts.Audit;

/// <summary>
/// The hash of one audit row: SHA-256 over the previous row's hash and this row's fields. Compiled into Gaia.Contracts
/// (to verify an export offline) and into Gaia.Audit (to write), so that both can only agree.
/// </summary>
internal static class AuditHash
{
    /// <summary>What the first row names as its predecessor.</summary>
    public static readonly string Genesis = new('0', 64);

    /// <param name="at">Only whole microseconds count: PostgreSQL keeps no more.</param>
    /// <returns>64 lower-case hexadecimal digits.</returns>
    public static string Of(
        string previousHash, long sequence, DateTimeOffset at, string actor, string action, string subject, string? detail, string? stack)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        // Rows of before stacks were noted, and rows about none, are hashed as they always were.
        Append(hash, stack is null ? "gaia.audit.v1" : "gaia.audit.v2");
        Append(hash, previousHash);
        Append(hash, sequence.ToString(CultureInfo.InvariantCulture));
        Append(hash, Microseconds(at).ToString(CultureInfo.InvariantCulture));
        Append(hash, actor);
        Append(hash, action);
        Append(hash, subject);
        Append(hash, detail);
        if (stack is not null) Append(hash, stack);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static long Microseconds(DateTimeOffset at) => (at.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    // Each field goes in behind its length, so that no two rows of different fields share their bytes; -1 is a null.
    private static void Append(IncrementalHash hash, string? field)
    {
        var bytes = field is null ? [] : Encoding.UTF8.GetBytes(field);
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, field is null ? -1 : bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}
