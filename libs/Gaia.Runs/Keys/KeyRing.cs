using System.Security.Cryptography;
using Gaia.Configurations.Blobs;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Gaia.Runs.Keys;

/// <summary>
/// The key ring in <c>&lt;data&gt;/keys</c>. Keys are made and renewed there by themselves; whoever loses the folder loses the states. With
/// keys of the operator's it only opens what was written before.
/// </summary>
public sealed class KeyRing(IOptions<RunsOptions> options)
{
    private readonly Lock making = new();
    private IDataProtector? protector;

    private static ReadOnlySpan<byte> Mark => "gaia-protected-1\n"u8;

    internal string Folder => options.Value.DataPath("keys");

    internal static bool Sealed(ReadOnlySpan<byte> stored) => stored.StartsWith(Mark);

    internal byte[] Protect(byte[] plain) => [.. Mark, .. Current().Protect(plain)];

    /// <exception cref="CryptographicException">The key is not here, or the bytes are damaged.</exception>
    internal byte[] Unprotect(byte[] stored)
    {
        var bytes = stored[Mark.Length..];
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
