namespace Gaia.Vendoring.Unpacking;

public enum UnpackFault { Damaged, UnsafePath, Link, UnsupportedEntry, Duplicate, TooManyEntries, TooLarge, Bomb }

/// <summary>An archive that is refused.</summary>
/// <param name="reason">What follows "the archive": `holds 'a' twice`, `is damaged: ...`.</param>
public sealed class UnpackException(UnpackFault fault, string reason, Exception? inner = null) : Exception($"the archive {reason}", inner)
{
    public UnpackFault Fault => fault;

    public string Reason => reason;

    internal static UnpackException Damaged(string why, Exception? inner = null) => new(UnpackFault.Damaged, $"is damaged: {why}", inner);

    internal static UnpackException UnsafePath(string path, string why) =>
        new(UnpackFault.UnsafePath, $"holds '{Shown(path)}', {why}. Paths must be relative and stay below the root");

    internal static UnpackException Link(string path) =>
        new(UnpackFault.Link, $"holds the link '{Shown(path)}'. Links are not accepted: pack the file it points to");

    internal static UnpackException Unsupported(string path, char type) =>
        new(UnpackFault.UnsupportedEntry, $"holds '{Shown(path)}', which is neither a file nor a folder (tar type '{type}')");

    internal static UnpackException Duplicate(string path) =>
        new(UnpackFault.Duplicate, $"holds '{Shown(path)}' twice, or both as a file and as a folder");

    internal static UnpackException TooMany(int limit) => new(UnpackFault.TooManyEntries, $"holds more than {limit} files and folders");

    internal static UnpackException TooLarge(long limit) => new(UnpackFault.TooLarge, $"unpacks to more than {limit:N0} bytes");

    internal static UnpackException Bomb(int ratio) => new(UnpackFault.Bomb, $"unpacks to more than {ratio} times its size");

    private static string Shown(string path)
    {
        var text = path.Length > 120 ? path[..120] + "..." : path;
        return string.Concat(text.Select(c => char.IsControl(c) ? '?' : c));
    }
}
