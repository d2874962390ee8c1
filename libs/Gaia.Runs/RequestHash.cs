using System.Security.Cryptography;
using Gaia.Configurations.Blobs;
using Gaia.Runs.States;
using Microsoft.Extensions.Options;

namespace Gaia.Runs;

/// <summary>
/// Tells whether two requests are the same without keeping them: they may hold secrets, and a plain hash of a short one is soon guessed. The key is
/// <c>&lt;data&gt;/keys/requests.key</c>, or with keys of the operator's the encrypted blob <c>keys/requests.key</c>: all processes of the API share it.
/// Where it is lost a repeated request is taken for another one.
/// </summary>
public sealed class RequestHash(StateProtection protection, IBlobStore blobs, IOptions<RunsOptions> options)
{
    private const int KeyLength = 32;
    private const string Blob = "keys/requests.key";
    private byte[]? key;

    /// <returns>32 bytes.</returns>
    public async Task<byte[]> OfAsync(ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
    {
        key ??= protection.IsShared ? await SharedAsync(cancellationToken) : Read(options.Value.DataPath("keys"));
        return HMACSHA256.HashData(key, request.Span);
    }

    private async Task<byte[]> SharedAsync(CancellationToken cancellationToken)
    {
        if (await StoredAsync(cancellationToken) is { } known) return known;
        var made = RandomNumberGenerator.GetBytes(KeyLength);
        return await blobs.CreateAsync(Blob, await protection.ProtectAsync(made, cancellationToken), cancellationToken)
            ? made : (await StoredAsync(cancellationToken))!;
    }

    private async Task<byte[]?> StoredAsync(CancellationToken cancellationToken)
    {
        await using var stored = await blobs.OpenReadAsync(Blob, cancellationToken);
        if (stored is null) return null;
        using var bytes = new MemoryStream();
        await stored.CopyToAsync(bytes, cancellationToken);
        return await protection.UnprotectAsync(bytes.ToArray(), $"The blob {Blob}", cancellationToken);
    }

    private static byte[] Read(string folder)
    {
        var path = Path.Combine(PrivateFolder.Create(folder), "requests.key");
        if (!File.Exists(path)) Make(path);
        // An empty key would be taken, too, and then anybody could make these hashes.
        return File.ReadAllBytes(path) is { Length: KeyLength } whole ? whole
            : throw new IOException($"{path} is damaged: it is not {KeyLength} bytes long. Remove it; another is made, and only repeated requests of the last day are not known again.");
    }

    // Whole or not at all, and the first of several processes wins.
    private static void Make(string path)
    {
        var writing = $"{path}.{Guid.NewGuid():N}.tmp";
        using (var file = PrivateFolder.NewFile(writing))
        {
            file.Write(RandomNumberGenerator.GetBytes(KeyLength));
            file.Flush(flushToDisk: true);
        }
        try
        {
            NewName.Give(writing, path);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process was first.
        }
        finally
        {
            File.Delete(writing);
        }
    }
}
