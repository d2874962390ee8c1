namespace Gaia.Stacks.Files;

/// <summary>Tells files that can be read from those that may never end or never begin: FIFOs, devices, sockets.</summary>
public static class RegularFile
{
    /// <exception cref="IOException">It is something else than a file.</exception>
    public static void Demand(string path)
    {
        if (IsSpecial(path)) throw Special(path);
    }

    /// <summary>False also for what is not there. Links are followed.</summary>
    public static bool IsSpecial(string path) => OperatingSystem.IsLinux() && FileKinds.Of(path) is FileKind.Special;

    internal static IOException Special(string path) =>
        new($"{path} is neither a file nor a folder but a FIFO, a device or a socket. Remove it, or keep it outside of what is sent and run.");
}
