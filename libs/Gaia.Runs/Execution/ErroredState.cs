using Gaia.Runs.Terraform;
using Gaia.Stacks.Files;

namespace Gaia.Runs.Execution;

/// <summary>
/// What an apply left as errored.tfstate. What ran there may have put anything in its place: a link, a FIFO, a file of any size.
/// </summary>
/// <param name="Path">Where it lies; no part of it below the run's folder is a link.</param>
/// <param name="Bytes">Null where it is nothing to be read.</param>
/// <param name="Refusal">Why it is not read: <c>is a link</c>.</param>
internal sealed record ErroredState(string Path, byte[]? Bytes, string? Refusal)
{
    public const string Name = "errored.tfstate";

    /// <param name="limit">Bytes that are read of it.</param>
    /// <returns>Null if terraform left no such file.</returns>
    public static ErroredState? Find(WorkDirectory work, string folder, long limit)
    {
        if (LinkWalk.Within(work.Tree, System.IO.Path.GetRelativePath(work.Tree, folder)) is not { } real)
            return new(System.IO.Path.Combine(folder, Name), null, "lies behind a link that leads out of the run's folder");
        var path = System.IO.Path.Combine(real, Name);
        try
        {
            return Find(path, limit);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return new(path, null, $"cannot be read: {fault.Message.TrimEnd('.')}");
        }
    }

    private static ErroredState? Find(string path, long limit)
    {
        if (new FileInfo(path).LinkTarget is not null) return new(path, null, "is a link");
        if (Directory.Exists(path)) return new(path, null, "is a folder");
        if (RegularFile.IsSpecial(path)) return new(path, null, "is a FIFO, a device or a socket");
        StateReserve.Release(path);
        if (!File.Exists(path)) return null;
        using var stream = RegularFile.OpenRead(path);
        if (stream.Length > limit) return new(path, null, $"has {stream.Length} bytes, more than a state may have ({limit}, Gaia__MaxStateBytes)");
        var bytes = new byte[stream.Length];
        return new(path, bytes[..stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)], null);
    }
}
