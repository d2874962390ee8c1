namespace Gaia.Configurations.Blobs;

/// <summary>
/// Where bytes that are too large for the database live: archives, plan files, logs, states. Keys are relative paths of
/// letters, digits, <c>. _ -</c> and <c>/</c>. A blob is complete or absent; writing a key again replaces it whole.
/// Every call may end in a <see cref="BlobStoreException"/>, or an <see cref="IOException"/> of the disk.
/// </summary>
public interface IBlobStore
{
    Task WriteAsync(string key, Stream content, CancellationToken cancellationToken);

    /// <summary>Small blobs, of which the first that is written stays.</summary>
    /// <returns>False where there was one already.</returns>
    Task<bool> CreateAsync(string key, byte[] content, CancellationToken cancellationToken);

    /// <summary>Null if it does not exist. The caller disposes the stream.</summary>
    Task<Stream?> OpenReadAsync(string key, CancellationToken cancellationToken);

    /// <summary>Succeeds if it does not exist.</summary>
    Task DeleteAsync(string key, CancellationToken cancellationToken);

    /// <summary>Whether it answers and lets us in.</summary>
    Task CheckAsync(CancellationToken cancellationToken);

    /// <summary>Removes what is left of writes whose process was killed long ago.</summary>
    Task RemoveUnfinishedAsync(CancellationToken cancellationToken);
}
