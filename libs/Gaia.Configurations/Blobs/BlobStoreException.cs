namespace Gaia.Configurations.Blobs;

public enum BlobStoreFault { Unavailable, Forbidden, NoBucket, Full }

/// <summary>The store of blobs does not do what it should. The message names the bucket and its address, and never a credential.</summary>
public sealed class BlobStoreException(BlobStoreFault fault, string message, Exception inner) : Exception(message, inner)
{
    public BlobStoreFault Fault => fault;

    /// <summary>Whether to try again helps without anybody doing something.</summary>
    public bool IsPassing => fault is BlobStoreFault.Unavailable;
}
