using Gaia.Cli.Hosting;
using Gaia.Manifests.Writing;
using Gaia.Stacks.Files;

namespace Gaia.Cli.Manifests;

/// <summary>
/// The folder of -o. `.gaia-manifest` lists what Gaia wrote there: of that, what is no longer made is removed; other files are left alone. The list
/// names a file before it is written and until it is gone, so that a run that was cut off is made good by the next.
/// </summary>
internal sealed class OutputFolder(string folder)
{
    private const string Index = ".gaia-manifest";

    // A pod has them so. Who runs it in a container is another user than who wrote it.
    private const UnixFileMode Executable = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <returns>What lies there besides, and what was written once and is gone now, relative to the folder.</returns>
    public (IReadOnlyList<string> Foreign, IReadOnlyList<string> Removed) Write(IReadOnlyList<OutputFile> files, bool force)
    {
        foreach (var outside in files.Where(file => Leaves(file.Path)))
            throw new CliException($"'{outside.Path}' would be written outside of {folder}.", ExitCodes.Failed, "Rename in the manifest what has `..` or a whole path in its name.");
        foreach (var twice in files.GroupBy(file => file.Path, StringComparer.OrdinalIgnoreCase).Where(same => same.Count() > 1))
            throw new CliException($"Two files would be {At(twice.Key)}.", ExitCodes.Failed, "Rename one of the resources that they are made of.");
        var before = ReadIndex();
        var after = files.Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        var foreign = Present().Where(path => !before.Contains(path) && path != Index).ToList();
        if (!force) Refuse(foreign, after);
        WriteIndex([.. before.Union(after)]);
        foreach (var file in files) Write(file);
        List<string> removed = [.. before.Except(after).Where(path => File.Exists(At(path))).Order(StringComparer.Ordinal)];
        foreach (var gone in before.Except(after)) Remove(gone);
        WriteIndex(after);
        return ([.. foreign.Where(path => !after.Contains(path)).Order(StringComparer.Ordinal)], removed);
    }

    private void Refuse(List<string> foreign, HashSet<string> files)
    {
        if (File.Exists(At(Index)))
        {
            if (foreign.FirstOrDefault(files.Contains) is { } taken)
                throw new CliException($"{At(taken)} is there, and Gaia did not write it.", ExitCodes.Conflict, "Move it away, or write over it with --force.");
        }
        else if (foreign.Count > 0)
        {
            throw new CliException($"{folder} holds other files, {foreign[0]} for one.", ExitCodes.Conflict, "Name a folder of its own with -o, or write among them with --force.");
        }
    }

    private IEnumerable<string> Present() => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/'))
        : [];

    // The same bytes are not written again: tools that watch times see what changed.
    private void Write(OutputFile file)
    {
        var path = At(file.Path);
        if (!File.Exists(path) || file.IsPrivate && !IsPrivate(path) || RegularFile.ReadText(path) != file.Text) WholeFile.Write(path, file.Text, file.IsPrivate);
        if (file.IsExecutable && !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Executable) != Executable) File.SetUnixFileMode(path, File.GetUnixFileMode(path) | Executable);
    }

    private static bool IsPrivate(string path) =>
        OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite)) == 0;

    private void Remove(string gone)
    {
        File.Delete(At(gone));
        for (var empty = Path.GetDirectoryName(At(gone))!; empty.Length > folder.Length && Directory.Exists(empty) && !Directory.EnumerateFileSystemEntries(empty).Any(); empty = Path.GetDirectoryName(empty)!)
            Directory.Delete(empty);
    }

    // What leads out of the folder was not written by Gaia.
    private HashSet<string> ReadIndex() => File.Exists(At(Index))
        ? RegularFile.ReadLines(At(Index)).Where(line => line.Length > 0 && line[0] != '#' && !Leaves(line)).ToHashSet(StringComparer.Ordinal)
        : [];

    private void WriteIndex(IReadOnlyCollection<string> paths) => Write(new OutputFile(Index,
        "# Written by `gaia manifest generate`: its own files, of which it removes what it no longer makes.\n" + string.Concat(paths.Order(StringComparer.Ordinal).Select(path => $"{path}\n"))));

    private static bool Leaves(string path) => Path.IsPathRooted(path) || path.Split('/', '\\').Contains("..");

    private string At(string path) => Path.Combine(folder, path);
}
