namespace Gaia.TestProcesses;

/// <summary>A folder of a test's own that the unprivileged accounts of servers can pass.</summary>
public sealed record TestFolder(string Path) : IDisposable
{
    public static TestFolder Create(string name)
    {
        var folder = Directory.CreateTempSubdirectory($"gaia-{name}-");
        folder.UnixFileMode |= UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        return new TestFolder(folder.FullName);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
