using System.Security.Cryptography;
using Gaia.Runs.Keys;

namespace Gaia.Runs.States;

/// <summary>
/// Encrypts what is stored of states, plans and given variables: with the operator's keys where there are such, else with the ring of the
/// data folder. A blob of before has no mark and is read as it is.
/// </summary>
public sealed class StateProtection
{
    private readonly KeyRing ring;
    private readonly IDataKeys? keys;

    internal StateProtection(KeyRing ring, IDataKeys? keys) => (this.ring, this.keys) = (ring, keys);

    /// <summary>Whether processes of several machines can read what is encrypted here.</summary>
    internal bool IsShared => keys is not null;

    /// <exception cref="KeysException">KMS cannot be asked.</exception>
    internal async Task<byte[]> ProtectAsync(byte[] plain, CancellationToken cancellationToken) =>
        keys is null ? ring.Protect(plain) : SealedBytes.Seal(await keys.MakeAsync(cancellationToken), plain);

    /// <exception cref="StateUnreadableException">The key is not here, or the bytes are damaged.</exception>
    /// <exception cref="KeysException">KMS cannot be asked.</exception>
    internal async Task<byte[]> UnprotectAsync(byte[] stored, string name, CancellationToken cancellationToken)
    {
        try
        {
            if (SealedBytes.Are(stored)) return SealedBytes.Open(await KeyAsync(stored, name, cancellationToken), stored);
        }
        catch (CryptographicException e)
        {
            throw new StateUnreadableException($"{name} is damaged and cannot be decrypted: {e.Message} Restore it from a backup.", e);
        }
        try
        {
            return KeyRing.Sealed(stored) ? ring.Unprotect(stored) : stored;
        }
        catch (CryptographicException e)
        {
            throw new StateUnreadableException(
                $"{name} cannot be decrypted with the keys in {ring.Folder}: {e.Message} Restore that folder as it was when the state was written; "
                + "API and workers share it. On several machines they need Gaia__Keys__Value, Gaia__Keys__File or Gaia__Keys__Kms.", e);
        }
    }

    private async Task<byte[]> KeyAsync(byte[] stored, string name, CancellationToken cancellationToken)
    {
        if (keys is null)
            throw new StateUnreadableException($"{name} is encrypted with a key of Gaia__Keys__Value, Gaia__Keys__File or Gaia__Keys__Kms, and none of them is set here. "
                + "Set the one it was written with.");
        return await keys.OpenAsync(SealedBytes.WrappedKey(stored), cancellationToken)
            ?? throw new StateUnreadableException($"{name} was encrypted with another key than {keys.Name}. Add the key it was written with; those after the first only decrypt.");
    }
}
