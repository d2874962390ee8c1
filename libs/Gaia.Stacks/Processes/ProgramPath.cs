namespace Gaia.Stacks.Processes;

/// <summary>Finds a program as a shell would.</summary>
public static class ProgramPath
{
    /// <param name="program">A name, or a path when it has a slash.</param>
    /// <param name="path">The PATH that the program will have. Null: this process's own.</param>
    /// <param name="folder">What relative paths are relative to. Null: the current folder.</param>
    /// <returns>Absolute path; null where there is no such program.</returns>
    public static string? Find(string program, string? path = null, string? folder = null)
    {
        folder ??= Environment.CurrentDirectory;
        if (OperatingSystem.IsWindows() && !Path.HasExtension(program)) program += ".exe";
        if (program.Contains('/')) return Path.GetFullPath(program, folder) is var named && IsProgram(named) ? named : null;
        return (path ?? Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(entry => Path.GetFullPath(Path.Join(entry, program), folder)).FirstOrDefault(IsProgram);
    }

    private static bool IsProgram(string path) => File.Exists(path)
        && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0);
}
