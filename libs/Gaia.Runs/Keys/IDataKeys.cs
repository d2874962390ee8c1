namespace Gaia.Runs.Keys;

/// <param name="Key">32 bytes.</param>
/// <param name="Wrapped">The same, encrypted: what is stored beside what it encrypts.</param>
internal sealed record DataKey(byte[] Key, byte[] Wrapped);

/// <summary>Makes keys that encrypt, and opens those that are stored: with keys of the operator's or by KMS.</summary>
internal interface IDataKeys
{
    /// <summary>Such as <c>the keys of Gaia__Keys__File</c>.</summary>
    string Name { get; }

    /// <exception cref="KeysException">It cannot be made.</exception>
    Task<DataKey> MakeAsync(CancellationToken cancellationToken);

    /// <returns>Null where it was wrapped by something else.</returns>
    /// <exception cref="KeysException">It cannot be asked.</exception>
    /// <exception cref="System.Security.Cryptography.CryptographicException">It is damaged.</exception>
    Task<byte[]?> OpenAsync(byte[] wrapped, CancellationToken cancellationToken);
}
