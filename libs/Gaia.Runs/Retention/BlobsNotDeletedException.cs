namespace Gaia.Runs.Retention;

/// <summary>Blobs that nothing refers to are still there. They are tried again in an hour.</summary>
public sealed class BlobsNotDeletedException(int count, string first, Exception fault)
    : Exception($"Blobs that nothing refers to could not be deleted: {count}. They are tried again in an hour. The first is {first}: {fault.Message}", fault);
