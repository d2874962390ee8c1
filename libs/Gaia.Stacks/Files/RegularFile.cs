namespace Gaia.Stacks.Files;

/// <summary>
/// Reads and writes files, and refuses what may never end or never begin: FIFOs, devices, sockets. To open a FIFO waits for whoever has
/// its other end, and no signal ends that wait.
/// </summary>
public static class RegularFile
{
    /// <exception cref="IOException">It is something else than a file.</exception>
    public static void Demand(string path)
    {
        if (IsSpecial(path)) throw Special(path);
    }

    /// <summary>False also for what is not there. Links are followed.</summary>
    public static bool IsSpecial(string path) => OperatingSystem.IsLinux() && FileKinds.Of(path) is FileKind.Special;

    /// <summary>Of a path that somebody typed: who names a device means it, and a shell's <c>&lt;(...)</c> is /dev/fd/63.</summary>
    /// <inheritdoc cref="Demand"/>
    public static void DemandGiven(string path)
    {
        if (!path.StartsWith("/dev/", StringComparison.Ordinal)) Demand(path);
    }

    /// <inheritdoc cref="Demand"/>
    public static FileStream OpenRead(string path)
    {
        Demand(path);
        return new(path, FileMode.Open, FileAccess.Read, FileShare.Read);
    }

    /// <inheritdoc cref="Demand"/>
    public static byte[] ReadBytes(string path)
    {
        using var stream = OpenRead(path);
        using var all = new MemoryStream();
        stream.CopyTo(all);
        return all.ToArray();
    }

    /// <inheritdoc cref="Demand"/>
    public static string ReadText(string path)
    {
        using var reader = new StreamReader(OpenRead(path));
        return reader.ReadToEnd();
    }

    /// <inheritdoc cref="Demand"/>
    public static IEnumerable<string> ReadLines(string path)
    {
        using var reader = new StreamReader(OpenRead(path));
        while (reader.ReadLine() is { } line) yield return line;
    }

    /// <summary>Writes a file, or what it holds anew.</summary>
    /// <inheritdoc cref="Demand"/>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        Demand(path);
        using var stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read);
        stream.Write(content);
    }

    internal static IOException Special(string path) =>
        new($"{path} is neither a file nor a folder but a FIFO, a device or a socket. Remove it, or keep it outside of what is sent and run.");
}
