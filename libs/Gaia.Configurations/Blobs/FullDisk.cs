namespace Gaia.Configurations.Blobs;

/// <summary>What the operating system says where a disk, or the quota on it, has no room left.</summary>
public static class FullDisk
{
    // errno of Linux; Windows says ERROR_DISK_FULL and ERROR_HANDLE_DISK_FULL.
    private const int Enospc = 28;
    private const int Edquot = 122;
    private const int WindowsDiskFull = unchecked((int)0x80070070);
    private const int WindowsHandleDiskFull = unchecked((int)0x80070027);

    /// <summary>The same fault, with the folder: not every call of the system says which.</summary>
    public static IOException In(string folder, Exception fault) => new($"No space left on device : '{folder}'", fault) { HResult = Enospc };

    /// <param name="errno">Of a call of Linux.</param>
    public static bool Is(int errno) => errno is Enospc or Edquot;

    /// <returns><c>No space left on device : '/data/blobs/states/...'</c>, or null where the fault is another one.</returns>
    public static string? Of(Exception? fault) => fault switch
    {
        null => null,
        IOException { HResult: Enospc or Edquot or WindowsDiskFull or WindowsHandleDiskFull } full => full.Message,
        BlobStoreException { Fault: BlobStoreFault.Full } full => full.Message,
        AggregateException several => several.InnerExceptions.Select(Of).FirstOrDefault(said => said is not null),
        _ => Of(fault.InnerException),
    };
}
