namespace Gaia.AppHost.Local;

/// <summary>Where programs are looked for.</summary>
/// <param name="DebianPostgres">Holds one folder per major version.</param>
internal sealed record ProgramFolders(IReadOnlyList<string> Folders, string DebianPostgres)
{
    private const UnixFileMode Executable = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>The PATH, and where Debian keeps servers, to which an ordinary user's PATH does not lead.</summary>
    public static ProgramFolders OfThisMachine { get; } = new(
        [.. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries), "/usr/local/sbin", "/usr/sbin", "/sbin"],
        "/usr/lib/postgresql");

    public string? Find(string name) => Folders
        .Select(folder => Path.Combine(folder, name))
        .FirstOrDefault(IsProgram);

    public static bool IsProgram(string file)
    {
        FileSystemInfo? program = new FileInfo(file);
        if (program.LinkTarget is not null)
            program = program.ResolveLinkTarget(returnFinalTarget: true);
        return program is FileInfo { Exists: true } && (program.UnixFileMode & Executable) != 0;
    }
}
