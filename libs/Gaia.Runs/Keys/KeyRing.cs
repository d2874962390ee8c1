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
public sealed class KeyRing(IOptions<RunsOptions> options) : IDisposable
{
    private readonly Lock making = new();
    private Ring? current;
    private Ring? before;

    private static ReadOnlySpan<byte> Mark => "gaia-protected-1\n"u8;

    internal string Folder => options.Value.DataPath("keys");

    internal static bool Sealed(ReadOnlySpan<byte> stored) => stored.StartsWith(Mark);

    internal byte[] Protect(byte[] plain) => [.. Mark, .. Current().Protector.Protect(plain)];

    /// <exception cref="CryptographicException">The key is not here, or the bytes are damaged.</exception>
    internal byte[] Unprotect(byte[] stored)
    {
        var bytes = stored[Mark.Length..];
        var ring = Current();
        try
        {
            return ring.Protector.Unprotect(bytes);
        }
        catch (CryptographicException) when (After(ring) is { } fresh)
        {
            return fresh.Protector.Unprotect(bytes);
        }
    }

    public void Dispose()
    {
        lock (making)
        {
            current?.Services.Dispose();
            before?.Services.Dispose();
            (current, before) = (null, null);
        }
    }

    private Ring Current()
    {
        lock (making) return current ??= Make();
    }

    // The ring is read once a day; another process may have made a key meanwhile. Else the bytes are damaged, or their key is lost.
    private Ring? After(Ring ring)
    {
        lock (making)
        {
            if (current != ring) return current;
            if (Changed() == ring.Read) return null;
            before?.Services.Dispose(); // that of the last change: whoever still decrypts with the one of this change may go on
            (before, current) = (current, Make());
            return current;
        }
    }

    private DateTime Changed() => Directory.GetLastWriteTimeUtc(PrivateFolder.Create(Folder));

    private Ring Make()
    {
        var read = Changed();
        var services = new ServiceCollection();
        services.AddDataProtection().SetApplicationName("gaia").PersistKeysToFileSystem(new(Folder));
        var provider = services.BuildServiceProvider();
        return new(provider, provider.GetRequiredService<IDataProtectionProvider>().CreateProtector("gaia.states"), read);
    }

    /// <param name="Read">When a key was last made or removed before it was read.</param>
    private sealed record Ring(ServiceProvider Services, IDataProtector Protector, DateTime Read);
}
