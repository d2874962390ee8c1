using System.Security.Cryptography;
using Gaia.Configurations.Archives;
using Gaia.Configurations.Blobs;
using Gaia.Stacks.Files;
using Microsoft.Extensions.Options;

namespace Gaia.Configurations;

/// <summary>Stores an uploaded archive as it streams in, and refuses it where its digest, size or contents are not as promised.</summary>
public sealed class StoreConfiguration(IConfigurationIndex index, IBlobStore blobs, IOptions<ConfigurationsOptions> options)
{
    /// <returns>The configuration, and whether it is new.</returns>
    /// <exception cref="ConfigurationRefusedException"><c>configuration.digest-mismatch</c> or <c>configuration.too-large</c></exception>
    /// <exception cref="ArchiveException">The archive holds what may not be unpacked.</exception>
    public async Task<(StoredConfiguration Configuration, bool Created)> ExecuteAsync(
        ConfigurationDigest digest, Stream archive, CancellationToken cancellationToken)
    {
        if (await index.FindAsync(digest, cancellationToken) is { } known) return (known, false);
        var path = Path.Combine(PrivateFolder.Create(options.Value.DataPath("uploads")), $"{Guid.NewGuid():N}.part");
        try
        {
            var size = await ReceiveAsync(digest, archive, path, cancellationToken);
            Inspect(path, cancellationToken);
            await index.ExpectAsync(digest, cancellationToken);
            await using (var received = RegularFile.OpenRead(path))
                await blobs.WriteAsync(digest.Blob, received, cancellationToken);
            var created = await index.AddAsync(digest, size, cancellationToken);
            return ((await index.FindAsync(digest, cancellationToken))!, created);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private async Task<long> ReceiveAsync(ConfigurationDigest digest, Stream archive, string path, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var file = PrivateFolder.NewFile(path);
        var buffer = new byte[64 << 10];
        var size = 0L;
        while (await archive.ReadAsync(buffer, cancellationToken) is var read and > 0)
        {
            size += read;
            if (size > options.Value.MaxArchiveBytes) throw ConfigurationErrors.TooLarge(options.Value.MaxArchiveBytes);
            hash.AppendData(buffer.AsSpan(0, read));
            await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }
        var found = new ConfigurationDigest(Sha256Digest.Of(hash.GetHashAndReset()));
        return found == digest ? size : throw ConfigurationErrors.DigestMismatch(digest, found);
    }

    // Refused now, while the sender listens, and not when a run wants it.
    private void Inspect(string path, CancellationToken cancellationToken)
    {
        using var received = RegularFile.OpenRead(path);
        ConfigurationArchive.Inspect(received, new ArchiveLimits { PackedBytes = options.Value.MaxArchiveBytes }, cancellationToken);
    }
}
