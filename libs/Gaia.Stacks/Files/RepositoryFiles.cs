using System.Buffers;
using System.Collections.Concurrent;
using System.IO.Enumeration;
using Gaia.Documents.Yaml;

namespace Gaia.Stacks.Files;

/// <summary>The disk as one repository sees it: every file and folder is read once and remembered.</summary>
internal sealed class RepositoryFiles(RepositoryRoot root)
{
    private static readonly EnumerationOptions Options = new() { AttributesToSkip = 0, IgnoreInaccessible = false };

    private readonly ConcurrentDictionary<string, Folder> folders = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> noted = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Lazy<string>> contents = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> fetched = new(StringComparer.Ordinal);

    /// <summary>Absolute paths of the files read so far.</summary>
    public IReadOnlyCollection<string> Read => [.. contents.Keys.Concat(noted.Keys.Where(root.FileExists)).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Absolute paths of folders that were noted.</summary>
    public IReadOnlyCollection<string> Folders => [.. noted.Keys.Where(root.FolderExists).Order(StringComparer.Ordinal)];

    public RepositoryRoot Root => root;

    /// <summary>A copy that Gaia has fetched from another place may be read, though it lies outside.</summary>
    public string Fetched(string path)
    {
        fetched[path] = true;
        return path;
    }

    /// <summary>Remembers what others read: a file or a folder, whether it is there or not.</summary>
    public void Note(string path) => noted[path] = true;

    /// <exception cref="StacksInvalidException">`file.unreadable`, or `yaml.*` for what is not text.</exception>
    public string Text(string path, YamlOptions options)
    {
        try
        {
            return contents.GetOrAdd(path, (key, options) => new Lazy<string>(() => Decoded(key, options)), options).Value;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            contents.TryRemove(path, out _);
            throw new StacksInvalidException("file.unreadable", $"cannot read the file: {fault.Message}", new(path, 0, 0), null, fault);
        }
    }

    public bool FileExists(string path) =>
        Path.GetDirectoryName(path) is { } parent && List(parent).Files.Contains(Path.GetFileName(path));

    public bool FolderExists(string path) => List(path).Exists;

    public Folder List(string path) => folders.GetOrAdd(path, Scan);

    // A repository has many small files: one buffer serves them all.
    private string Decoded(string path, YamlOptions options)
    {
        using var file = (fetched.ContainsKey(path) ? RepositoryRoot.Anywhere : root).Open(path);
        var length = RandomAccess.GetLength(file);
        YamlText.RefuseLarge(length, options);
        var buffer = ArrayPool<byte>.Shared.Rent((int)length);
        try
        {
            var count = 0;
            while (count < length && RandomAccess.Read(file, buffer.AsSpan(count, (int)length - count), count) is > 0 and var read) count += read;
            return YamlText.Decode(buffer.AsSpan(0, count), options);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private Folder Scan(string path)
    {
        if (root.IsConfined) return Confined(path);
        var (files, children) = (new HashSet<string>(StringComparer.Ordinal), new List<string>());
        try
        {
            // The kind of an entry comes with its name; only folders are looked at again, for they may be links.
            foreach (var (name, folder) in new FileSystemEnumerable<(string, DirectoryInfo?)>(path, Entry, Options))
            {
                if (folder is null) files.Add(name);
                else if (!LeadsBack(folder, path)) children.Add(name);
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return new Folder(false, files, []);
        }

        children.Sort(StringComparer.Ordinal);
        return new Folder(true, files, children);
    }

    private Folder Confined(string path)
    {
        if (root.Entries(path) is not { } entries) return new Folder(false, [], []);
        var folders = entries.Where(entry => entry.IsFolder && !(entry.IsLink && LeadsBack(Path.Join(path, entry.Name), path)));
        return new Folder(true, entries.Where(entry => !entry.IsFolder).Select(entry => entry.Name).ToHashSet(StringComparer.Ordinal), [.. folders.Select(entry => entry.Name)]);
    }

    private bool LeadsBack(string link, string parent) => (root.Real(parent) + "/").StartsWith(root.Real(link) + "/", StringComparison.Ordinal);

    private static (string Name, DirectoryInfo? Folder) Entry(ref FileSystemEntry entry) =>
        (entry.FileName.ToString(), entry.IsDirectory ? (DirectoryInfo)entry.ToFileSystemInfo() : null);

    // A link to a folder counts as that folder unless it leads back to where we are: that walk would never end.
    private static bool LeadsBack(DirectoryInfo folder, string parent)
    {
        if ((folder.Attributes & FileAttributes.ReparsePoint) == 0) return false;
        try
        {
            return folder.ResolveLinkTarget(returnFinalTarget: true) is not DirectoryInfo { Exists: true } target
                || (parent + "/").StartsWith(target.FullName + "/", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return true;
        }
    }

    /// <param name="Folders">Sorted.</param>
    internal sealed record Folder(bool Exists, HashSet<string> Files, IReadOnlyList<string> Folders);
}
