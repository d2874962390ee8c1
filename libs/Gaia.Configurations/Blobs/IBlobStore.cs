namespace Gaia.Configurations.Blobs;

/// <summary>
/// Where bytes that are too large for the database live: archives, plan files, logs, states. Keys are relative paths of
/// letters, digits, <c>. _ -</c> and <c>/</c>. A blob is complete or absent; writing a key again replaces it whole.
/// </summary>
public interface IBlobStore
{
    Task WriteAsync(string key, Stream content, CancellationToken cancellationToken);

    /// <summary>Null where there is none. The caller disposes the stream.</summary>
    Task<Stream?> OpenReadAsync(string key, CancellationToken cancellationToken);

    Task<bool> ExistsAsync(string key, CancellationToken cancellationToken);

    Task DeleteAsync(string key, CancellationToken cancellationToken);
}
