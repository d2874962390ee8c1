using System.Runtime.InteropServices;

namespace Gaia.Stacks.Files;

/// <summary>
/// A file or folder that Linux holds for us without opening it (O_PATH): what it is and where it lies is asked of it itself, so that
/// nobody can put something else in its place between the question and the reading.
/// </summary>
internal sealed partial class HeldPath : IDisposable
{
    private const int PathOnly = 0x200000; // O_PATH
    private const int CloseOnExec = 0x80000; // O_CLOEXEC
    private const int NoLink = 0x20000; // O_NOFOLLOW, which has another value on ARM
    private const int NoLinkOnArm = 0x8000;

    private readonly int descriptor;

    private HeldPath(int descriptor) => this.descriptor = descriptor;

    public FileKind Kind => FileKinds.Of(descriptor);

    /// <summary>Where it lies now.</summary>
    public string Location => new FileInfo(Again).LinkTarget ?? "";

    /// <summary>A path by which this very file is opened, whatever lies at its name by then.</summary>
    public string Again => $"/proc/self/fd/{descriptor}";

    /// <summary>Null where there is nothing, or nothing that this process may see. A link is held itself, not what it leads to.</summary>
    public static HeldPath? TryHold(string path)
    {
        var isArm = RuntimeInformation.ProcessArchitecture is Architecture.Arm or Architecture.Arm64;
        var descriptor = Open(path, PathOnly | CloseOnExec | (isArm ? NoLinkOnArm : NoLink));
        return descriptor < 0 ? null : new HeldPath(descriptor);
    }

    public void Dispose() => Close(descriptor);

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
