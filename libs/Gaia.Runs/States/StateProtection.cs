using System.Security.Cryptography;
using Gaia.Configurations.Blobs;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Gaia.Runs.States;

/// <summary>
/// Encrypts what is stored of states, with the key ring in <c>&lt;data&gt;/keys</c> that API and workers share. Keys are made and
/// renewed there by themselves; whoever loses the folder loses the states. A blob of before has no mark and is read as it is.
/// </summary>
public sealed class StateProtection(IOptions<RunsOptions> options)
{
    private readonly Lock making = new();
    private IDataProtector? protector;

    private static ReadOnlySpan<byte> Mark => "gaia-protected-1\n"u8;

    private string Folder => options.Value.DataPath("keys");

    internal byte[] Protect(byte[] plain) => [.. Mark, .. Current().Protect(plain)];

    /// <exception cref="StateUnreadableException">The key is not here, or the bytes are damaged.</exception>
    internal byte[] Unprotect(byte[] stored, string name)
    {
        if (!stored.AsSpan().StartsWith(Mark)) return stored;
        var bytes = stored[Mark.Length..];
        try
        {
            return Unprotect(bytes);
        }
        catch (CryptographicException e)
        {
            throw new StateUnreadableException(
                $"{name} cannot be decrypted with the keys in {Folder}: {e.Message} Restore that folder as it was when the state was written; "
                + "API and workers share it.", e);
        }
    }

    private byte[] Unprotect(byte[] bytes)
    {
        try
        {
            return Current().Unprotect(bytes);
        }
        catch (CryptographicException)
        {
            // The ring is read once a day; another process may have made a key meanwhile.
            return (protector = Make()).Unprotect(bytes);
        }
    }

    private IDataProtector Current()
    {
        lock (making) return protector ??= Make();
    }

    private IDataProtector Make()
    {
        var services = new ServiceCollection();
        services.AddDataProtection().SetApplicationName("gaia").PersistKeysToFileSystem(new(PrivateFolder.Create(Folder)));
        return services.BuildServiceProvider().GetRequiredService<IDataProtectionProvider>().CreateProtector("gaia.states");
    }
}
