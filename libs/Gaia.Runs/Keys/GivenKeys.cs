using System.Security.Cryptography;
using Gaia.Stacks.Files;

namespace Gaia.Runs.Keys;

/// <summary>
/// Keys that an operator gave. A wrapped key is <c>g</c>, 8 bytes that say by which of them, a nonce, and the key encrypted with AES-GCM.
/// </summary>
internal sealed class GivenKeys : IDataKeys
{
    private const byte Kind = (byte)'g';
    private const int IdLength = 8;

    private readonly IReadOnlyList<byte[]> keys;

    private GivenKeys(string setting, IReadOnlyList<byte[]> keys) => (Name, this.keys) = ($"the keys of {setting}", keys);

    public string Name { get; }

    /// <returns>Null where none are given.</returns>
    /// <exception cref="FormatException">What is given is not such keys; says which setting.</exception>
    public static GivenKeys? Of(KeysOptions options)
    {
        if (!string.IsNullOrEmpty(options.Value)) return Parse("Gaia__Keys__Value", options.Value);
        return string.IsNullOrEmpty(options.File) ? null : Parse("Gaia__Keys__File", Read(options.File));
    }

    public Task<DataKey> MakeAsync(CancellationToken cancellationToken)
    {
        var key = RandomNumberGenerator.GetBytes(SealedBytes.KeyLength);
        return Task.FromResult(new DataKey(key, [Kind, .. IdOf(keys[0]), .. SealedBytes.Encrypt(keys[0], key, [])]));
    }

    public Task<byte[]?> OpenAsync(byte[] wrapped, CancellationToken cancellationToken)
    {
        if (wrapped[0] != Kind) return Task.FromResult<byte[]?>(null);
        if (wrapped.Length <= 1 + IdLength) throw new CryptographicException("They are cut off.");
        var own = keys.FirstOrDefault(key => wrapped.AsSpan(1, IdLength).SequenceEqual(IdOf(key)));
        return Task.FromResult(own is null ? null : SealedBytes.Decrypt(own, wrapped.AsSpan(1 + IdLength), []));
    }

    // Says nothing of the key but which it is.
    private static byte[] IdOf(byte[] key) => HMACSHA256.HashData(key, "gaia.key-id"u8)[..IdLength];

    private static string Read(string path)
    {
        try
        {
            return RegularFile.ReadText(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new FormatException($"Gaia__Keys__File is {path}, which cannot be read: {fault.Message}", fault);
        }
    }

    private static GivenKeys Parse(string setting, string text)
    {
        var words = text.Split([',', '\n', '\r', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (words.Length == 0) throw new FormatException($"{setting} has no key. It takes keys of 32 bytes in base64, such as `openssl rand -base64 32` makes.");
        return new(setting, [.. words.Select((word, index) => Key(word)
            ?? throw new FormatException($"{setting}: key {index + 1} is not 32 bytes in base64, such as `openssl rand -base64 32` makes."))]);
    }

    private static byte[]? Key(string word)
    {
        var bytes = new byte[SealedBytes.KeyLength + 1];
        return Convert.TryFromBase64String(word, bytes, out var length) && length == SealedBytes.KeyLength ? bytes[..length] : null;
    }
}
